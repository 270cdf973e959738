package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream in either of its forms: server-sent events, or the array that comes where nobody
 * asked for events. The first byte tells which. Confined to one thread.
 */
public final class GenerateStreamReader implements StreamReader {
  private final FrameReader frames;
  private final int maxFrame;
  private final Consumer<StreamEvent> sink;
  private @Nullable StreamReader form;
  private boolean broken;

  /**
   * A reader at the start of a stream.
   *
   * @param maxFrame longest response taken from the provider, in bytes
   * @param sink told what happens, as {@link StreamReader} says
   */
  public GenerateStreamReader(FrameReader frames, int maxFrame, Consumer<StreamEvent> sink) {
    this.frames = frames;
    this.maxFrame = maxFrame;
    this.sink = sink;
  }

  @Override
  public void feed(Buffer read) {
    StreamReader known = form == null && !broken ? choose(read) : form;
    if (known != null) {
      known.feed(read);
    }
  }

  /** The form that the read's first byte tells, null when it has none or is neither. */
  private @Nullable StreamReader choose(Buffer read) {
    Bytes bytes = Bytes.of(read);
    int at = bytes.from();
    while (at < bytes.to() && bytes.array()[at] <= ' ' && bytes.array()[at] >= 0) {
      at++;
    }
    if (at == bytes.to()) {
      return null;
    }
    byte first = bytes.array()[at];
    if (first == '<') {
      broken = true;
      sink.accept(
          new StreamEvent.Broken(new Failure.Garbled("The provider answered with a page.")));
      return null;
    }
    form =
        first == '[' || first == '{'
            ? new ArrayStreamReader(frames, maxFrame, sink)
            : new EventStreamReader(frames, maxFrame, sink);
    return form;
  }

  @Override
  public void end() {
    if (broken) {
      return;
    }
    if (form == null) {
      form = new EventStreamReader(frames, maxFrame, sink);
    }
    form.end();
  }

  @Override
  public boolean over() {
    return broken || (form != null && form.over());
  }
}
