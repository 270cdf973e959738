package dev.sluice.wire.gemini;

import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Teller;
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
  private final Teller told;
  private byte[] held = new byte[FIRST];
  private int length;
  private int depth;
  private boolean inside;
  private boolean escaped;

  ArrayStreamReader(FrameReader frames, int maxFrame, Consumer<StreamEvent> sink) {
    this.frames = frames;
    this.maxFrame = maxFrame;
    this.told = new Teller(sink);
  }

  @Override
  public void feed(Buffer read) {
    Bytes bytes = Bytes.of(read);
    byte[] in = bytes.array();
    for (int at = bytes.from(); at < bytes.to() && !told.over(); at++) {
      take(in[at]);
    }
  }

  private void take(byte b) {
    if (depth == 0 && b != '{') {
      // Brackets, commas and space between the responses.
      return;
    }
    if (length == maxFrame) {
      told.tooLong("a response", maxFrame);
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
    } catch (MalformedJson | FailureException e) {
      told.broken(e, "a response");
    }
    length = 0;
    if (held.length > 1 << 16) {
      held = new byte[FIRST];
    }
  }

  @Override
  public void end() {
    if (!told.over() && depth == 0) {
      frames.end(told);
    }
    told.cut();
  }

  @Override
  public boolean over() {
    return told.over();
  }
}
