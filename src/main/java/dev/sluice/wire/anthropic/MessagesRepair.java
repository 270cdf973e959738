package dev.sluice.wire.anthropic;

import dev.sluice.model.Usage;
import dev.sluice.wire.Outlet;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gives the events of a stream out: as the bytes they are, or with a few bytes put in place of
 * others.
 */
final class MessagesRepair {
  private static final byte[] EVENT = ascii("event: ");
  private static final byte[] DATA = ascii("\ndata: ");
  private static final byte[] TAIL = ascii("\n\n");
  private static final byte[] STOP =
      ascii("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  private static final int MOST = 4;

  private final Outlet outlet;
  private final int[] from = new int[MOST];
  private final int[] to = new int[MOST];
  private final byte[][] with = new byte[MOST][];
  private int edits;

  /** Gives out into the outlet. */
  MessagesRepair(Outlet outlet) {
    this.outlet = outlet;
  }

  /** What the first event lacks: a count of the prompt, and the client's name of the model. */
  void start(MessagesFrame frame, long promptTokens, byte[] model) {
    if (frame.inUsage < 0 && frame.inMessage >= 0) {
      edit(
          frame.inMessage,
          frame.inMessage,
          "\"usage\":{\"input_tokens\":" + promptTokens + ",\"output_tokens\":0},");
    } else if (!frame.prompt && frame.inUsage >= 0) {
      edit(frame.inUsage, frame.inUsage, "\"input_tokens\":" + promptTokens + comma(frame));
    }
    if (model.length > 0 && frame.modelFrom >= 0) {
      edit(frame.modelFrom, frame.modelTo, model);
    }
  }

  /** What the event before the last lacks: a count of the answer. */
  void delta(MessagesFrame frame, Usage known) {
    if (frame.inUsage < 0) {
      edit(
          frame.inEvent,
          frame.inEvent,
          "\"usage\":{\"output_tokens\":" + known.outputTotal() + "},");
    } else if (!frame.answer) {
      edit(frame.inUsage, frame.inUsage, "\"output_tokens\":" + known.outputTotal() + comma(frame));
    }
  }

  /** An empty object takes no comma; one that is not empty says more than the counts. */
  private static String comma(MessagesFrame frame) {
    return frame.emptyUsage ? "" : ",";
  }

  /** The place of a block among those of the client. */
  void index(MessagesFrame frame, int place) {
    if (frame.index != place) {
      edit(frame.indexFrom, frame.indexTo, Integer.toString(place));
    }
  }

  private void edit(int first, int last, String text) {
    edit(first, last, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Edits come in any order; they are few. */
  private void edit(int first, int last, byte[] bytes) {
    int at = edits++;
    while (at > 0 && from[at - 1] > first) {
      from[at] = from[at - 1];
      to[at] = to[at - 1];
      with[at] = with[at - 1];
      at--;
    }
    from[at] = first;
    to[at] = last;
    with[at] = bytes;
  }

  /** Gives an event out, with what was edited since the one before. */
  void emit(byte[] in, EventReader events, String type) {
    int begin = events.from();
    int data = events.dataFrom();
    int end = events.dataTo();
    boolean whole = framed(in, events, type);
    if (whole && edits == 0 && events.inRead()) {
      outlet.pass(begin, events.end());
      return;
    }
    Buffer copy = outlet.copy();
    if (whole) {
      copy.appendBytes(in, begin, data - begin);
    } else {
      copy.appendBytes(EVENT).appendBytes(ascii(type)).appendBytes(DATA);
    }
    int at = data;
    for (int i = 0; i < edits; i++) {
      line(copy, in, at, from[i], events.joined());
      copy.appendBytes(with[i]);
      at = to[i];
    }
    line(copy, in, at, end, events.joined());
    copy.appendBytes(TAIL);
    edits = 0;
  }

  /** Whether the event is its name, its data in one line, and a blank line, and nothing else. */
  private static boolean framed(byte[] in, EventReader events, String type) {
    if (events.joined()) {
      return false;
    }
    int name = events.from() + EVENT.length;
    int after = name + type.length();
    int data = events.dataFrom();
    return after + DATA.length == data
        && Arrays.equals(in, events.from(), name, EVENT, 0, EVENT.length)
        && named(in, name, type)
        && Arrays.equals(in, after, data, DATA, 0, DATA.length)
        && events.end() == events.dataTo() + TAIL.length
        && in[events.dataTo()] == '\n'
        && in[events.dataTo() + 1] == '\n';
  }

  private static boolean named(byte[] in, int at, String type) {
    for (int i = 0; i < type.length(); i++) {
      if (in[at + i] != type.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Between tokens, where reading has just shown them to be, a line end is a space. */
  private static void line(Buffer copy, byte[] in, int first, int last, boolean joined) {
    if (!joined) {
      copy.appendBytes(in, first, last - first);
      return;
    }
    byte[] flat = Arrays.copyOfRange(in, first, last);
    for (int i = 0; i < flat.length; i++) {
      flat[i] = flat[i] == '\n' ? (byte) ' ' : flat[i];
    }
    copy.appendBytes(flat);
  }

  /** Ends a block that the provider left open. */
  void close(int place) {
    outlet
        .copy()
        .appendString(
            "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":"
                + place
                + "}\n\n");
  }

  /** Says why an answer stops of which the provider said only that it does. */
  void finish(boolean called, Usage usage) {
    JsonOut out = new JsonOut();
    out.raw(ascii("event: message_delta\ndata: ")).object().member("type", "message_delta");
    out.key("delta").object().member("stop_reason", called ? "tool_use" : "end_turn");
    out.none("stop_sequence").endObject().key("usage");
    MessagesUsage.write(out, usage);
    outlet.copy().appendBytes(out.endObject().raw(TAIL).toBytes());
  }

  /** Ends the stream. */
  void stop() {
    outlet.copy().appendBytes(STOP);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
