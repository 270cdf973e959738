package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The stream of pictures, speech or a transcript: each event passes as it is, when it is whole.
 *
 * <p>An event whose type ends in {@code .completed} or {@code .done} makes the answer complete; it
 * may be followed by others, since there is one for each picture, so only the end of the stream
 * finishes it.
 */
public final class EventPass implements AnswerStream {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey USAGE = JsonKey.of("usage");
  private static final JsonKey ERROR = JsonKey.of("error");

  private final int maxFrame;
  private final EventReader events;
  private final JsonCursor cursor = new JsonCursor();
  private final UsageScan usageScan = new UsageScan();
  private boolean complete;
  private boolean finished;
  private @Nullable Failure failure;
  private @Nullable Usage usage;

  /**
   * A stream at its start.
   *
   * @param maxFrame longest event in bytes
   */
  public EventPass(int maxFrame) {
    this.maxFrame = maxFrame;
    this.events = new EventReader(maxFrame);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    Buffer out = Buffer.buffer(chunk.length());
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
      out.appendString("\n\n");
    }
    if (!over()) {
      if (complete) {
        finished = true;
      } else {
        failure = new Failure.Cut("The provider's answer ended before it was finished.");
      }
    }
    return out;
  }

  private boolean over() {
    return finished || failure != null;
  }

  private void event(Buffer out) {
    byte[] data = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    try {
      if (events.error()) {
        throw new FailureException(ProviderFailure.within(ErrorBody.read(data, from, to)));
      }
      boolean last = Arrays.equals(data, from, to, DONE, 0, DONE.length);
      if (!last) {
        look(data, from, to);
      }
      out.appendBytes(events.bytes(), events.from(), events.end() - events.from());
      if (events.bytes()[events.end() - 1] == '\r') {
        out.appendByte((byte) '\n');
      }
      finished = last;
    } catch (MalformedJson e) {
      failure = new Failure.Garbled("The provider sent an event that is not JSON.");
    } catch (FailureException e) {
      failure = e.failure();
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
}
