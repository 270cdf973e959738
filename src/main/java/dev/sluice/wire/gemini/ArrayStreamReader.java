package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Reads a stream that is one JSON array of responses, or a single response, object by object. Holds
 * no more than one of them. Confined to one thread.
 */
final class ArrayStreamReader implements StreamReader {
  private static final int FIRST = 4096;

  private final FrameReader frames;
  private final int maxFrame;
  private final Consumer<StreamEvent> sink;
  private final Consumer<StreamEvent> told = this::tell;
  private byte[] held = new byte[FIRST];
  private int length;
  private int depth;
  private boolean inside;
  private boolean escaped;
  private boolean over;

  ArrayStreamReader(FrameReader frames, int maxFrame, Consumer<StreamEvent> sink) {
    this.frames = frames;
    this.maxFrame = maxFrame;
    this.sink = sink;
  }

  @Override
  public void feed(Buffer read) {
    Bytes bytes = Bytes.of(read);
    byte[] in = bytes.array();
    for (int at = bytes.from(); at < bytes.to() && !over; at++) {
      take(in[at]);
    }
  }

  private void take(byte b) {
    if (depth == 0 && b != '{') {
      // Brackets, commas and space between the responses.
      return;
    }
    if (length == maxFrame) {
      tell(
          new StreamEvent.Broken(
              new Failure.Garbled(
                  "The provider sent a response of more than " + maxFrame + " bytes.")));
      return;
    }
    if (length == held.length) {
      held = Arrays.copyOf(held, Math.min(maxFrame, 2 * length));
    }
    held[length++] = b;
    if (inside) {
      inside = escaped || b != '"';
      escaped = !escaped && b == '\\';
    } else if (b == '"') {
      inside = true;
    } else if (b == '{' || b == '[') {
      depth++;
    } else if ((b == '}' || b == ']') && --depth == 0) {
      frame();
    }
  }

  private void frame() {
    try {
      frames.read(held, 0, length, false, told);
    } catch (MalformedJson e) {
      tell(
          new StreamEvent.Broken(
              new Failure.Garbled("The provider sent a response that is not JSON.")));
    } catch (FailureException e) {
      tell(new StreamEvent.Broken(e.failure()));
    }
    length = 0;
    if (held.length > 1 << 16) {
      held = new byte[FIRST];
    }
  }

  @Override
  public void end() {
    if (!over && depth == 0) {
      frames.end(told);
    }
    if (!over) {
      tell(
          new StreamEvent.Broken(
              new Failure.Cut("The provider's stream ended before the answer was complete.")));
    }
  }

  @Override
  public boolean over() {
    return over;
  }

  private void tell(StreamEvent event) {
    if (!over) {
      over = event instanceof StreamEvent.Done || event instanceof StreamEvent.Broken;
      sink.accept(event);
    }
  }
}
