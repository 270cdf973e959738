package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The stream of pictures, speech or a transcript: each event passes as it is, when it is whole.
 *
 * <p>An event whose type ends in {@code .completed} or {@code .done} makes the answer complete; it
 * may be followed by others, since there is one for each picture, so only the end of the stream
 * finishes it.
 */
public final class EventPass extends InflowStream {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");

  private final JsonCursor cursor = new JsonCursor();
  private final UsageScan usageScan = new UsageScan();
  private boolean complete;
  private @Nullable Usage usage;

  /**
   * A stream at its start.
   *
   * @param maxFrame longest event in bytes
   */
  public EventPass(int maxFrame) {
    super(maxFrame);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    Buffer out = Buffer.buffer(chunk.length());
    if (inflow.over()) {
      return out;
    }
    inflow.feed(Bytes.of(chunk));
    while (inflow.next()) {
      event(out);
    }
    return out;
  }

  @Override
  public Buffer end() {
    Buffer out = Buffer.buffer();
    if (inflow.last()) {
      event(out);
      out.appendString("\n\n");
    }
    if (inflow.over()) {
      return out;
    }
    if (complete) {
      inflow.finish();
    } else {
      inflow.cut();
    }
    return out;
  }

  private void event(Buffer out) {
    byte[] data = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    try {
      if (events.error()) {
        throw new FailureException(ProviderFailure.within(ErrorBody.read(data, from, to)));
      }
      boolean last = events.isDone(from);
      if (!last) {
        look(data, from, to);
      }
      out.appendBytes(events.bytes(), events.from(), events.end() - events.from());
      if (events.bytes()[events.end() - 1] == '\r') {
        out.appendByte((byte) '\n');
      }
      if (last) {
        inflow.finish();
      }
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private void look(byte[] data, int from, int to) {
    cursor.reset(data, from, to);
    if (cursor.peek() != '{') {
      throw new FailureException(
          new Failure.Garbled("The provider sent an event that is no object."));
    }
    boolean failed = false;
    int counted = -1;
    int countedTo = -1;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(TYPE) && cursor.peek() == '"') {
        String type = cursor.string();
        complete |= type.endsWith(".completed") || type.endsWith(".done");
        failed |= type.equals("error");
      } else if (cursor.on(USAGE)) {
        counted = cursor.at();
        cursor.skip();
        countedTo = cursor.at();
      } else {
        failed |= cursor.on(ERROR) && cursor.peek() == '{';
        cursor.skip();
      }
    }
    if (failed) {
      throw new FailureException(ProviderFailure.within(ErrorBody.read(data, from, to)));
    }
    if (counted >= 0) {
      Usage told = usageScan.read(data, counted, countedTo);
      usage = told == null ? usage : told;
    }
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }
}
