package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stream of a plain text completion: each event is checked and passed on with the model's name
 * and the usage that the client asked for.
 */
public final class TextStream implements AnswerStream {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] DONE_EVENT = "data: [DONE]\n\n".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] LEAD = "data: ".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TAIL = {'\n', '\n'};
  private static final byte[] NAMELESS = {};

  private final byte[] model;
  private final boolean usageWanted;
  private final int maxFrame;
  private final EventReader events;
  private final PlainScan scan = new PlainScan();
  private final UsageScan usageScan = new UsageScan();
  private boolean complete;
  private boolean finished;
  private @Nullable Failure failure;
  private @Nullable Usage usage;

  /** A stream at its start; of the options it needs no id and no date. */
  public TextStream(ChatStream.Options options) {
    String name = options.publicModel();
    this.model = name == null ? NAMELESS : JsonText.encode(name);
    this.usageWanted = options.usageWanted();
    this.maxFrame = options.maxFrame();
    this.events = new EventReader(maxFrame);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    Buffer out = Buffer.buffer(chunk.length() + model.length);
    if (over()) {
      return out;
    }
    Bytes bytes = Bytes.of(chunk);
    events.feed(bytes.array(), bytes.from(), bytes.to());
    while (!over() && events.next()) {
      event(out);
    }
    if (!over() && events.tooLong()) {
      failure =
          new Failure.Garbled("The provider sent an event of more than " + maxFrame + " bytes.");
    }
    return out;
  }

  @Override
  public Buffer end() {
    Buffer out = Buffer.buffer();
    if (!over() && events.last()) {
      event(out);
    }
    if (!over()) {
      done(out);
    }
    return out;
  }

  private boolean over() {
    return finished || failure != null;
  }

  private void event(Buffer out) {
    byte[] in = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    try {
      if (events.error()) {
        failure = ProviderFailure.within(ErrorBody.read(in, from, to));
      } else if (Arrays.equals(in, from, to, DONE, 0, DONE.length)) {
        done(out);
      } else {
        frame(out, in, from, to);
      }
    } catch (MalformedJson e) {
      failure = new Failure.Garbled("The provider sent an event that is not JSON.");
    } catch (FailureException e) {
      failure = e.failure();
    }
  }

  private void done(Buffer out) {
    if (complete) {
      finished = true;
      out.appendBytes(DONE_EVENT);
    } else {
      failure = new Failure.Cut("The provider's answer ended before it was finished.");
    }
  }

  private void frame(Buffer out, byte[] in, int from, int to) {
    scan.read(in, from, to);
    if (!scan.object) {
      throw new FailureException(
          new Failure.Garbled("The provider sent an event that is no object."));
    }
    if (scan.failed) {
      throw new FailureException(ProviderFailure.within(ErrorBody.read(in, from, to)));
    }
    complete |= scan.complete;
    boolean counted = scan.usageTo > scan.usageFrom;
    if (counted) {
      Usage told = usageScan.read(in, scan.usageFrom, scan.usageTo);
      usage = told == null ? usage : told;
    }
    if (scan.chosen || usageWanted || !counted) {
      write(out, in, from, to);
    }
  }

  private void write(Buffer out, byte[] in, int from, int to) {
    out.appendBytes(LEAD);
    int at = from;
    if (model.length > 0 && scan.modelTo > scan.modelFrom) {
      line(out, in, from, scan.modelFrom);
      out.appendBytes(model);
      at = scan.modelTo;
    }
    line(out, in, at, to);
    out.appendBytes(TAIL);
  }

  /** An event may come in several lines; between tokens a line end is a space. */
  private static void line(Buffer out, byte[] in, int from, int to) {
    byte[] copy = Arrays.copyOfRange(in, from, to);
    for (int k = 0; k < copy.length; k++) {
      copy[k] = copy[k] == '\n' ? (byte) ' ' : copy[k];
    }
    out.appendBytes(copy);
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public @Nullable Failure failure() {
    return failure;
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }

  @Override
  public @Nullable Buffer conclude() {
    if (finished || !complete) {
      return null;
    }
    finished = true;
    return Buffer.buffer(DONE_EVENT);
  }
}
