package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Reads a stream of server-sent events into canonical ones, the same however the bytes are cut into
 * reads. Holds no more than one event of the provider. Confined to one thread.
 */
public final class EventStreamReader implements StreamReader {
  private final EventReader events;
  private final FrameReader frames;
  private final Consumer<StreamEvent> sink;
  private final Consumer<StreamEvent> told = this::tell;
  private final int maxFrame;
  private boolean over;

  /**
   * A reader at the start of a stream.
   *
   * @param maxFrame longest event taken from the provider, in bytes
   * @param sink told what happens; {@link StreamEvent.Done} or {@link StreamEvent.Broken} comes
   *     exactly once, as the last
   */
  public EventStreamReader(FrameReader frames, int maxFrame, Consumer<StreamEvent> sink) {
    this.frames = frames;
    this.maxFrame = maxFrame;
    this.events = new EventReader(maxFrame);
    this.sink = sink;
  }

  @Override
  public void feed(Buffer read) {
    if (over) {
      return;
    }
    Bytes bytes = Bytes.of(read);
    events.feed(bytes.array(), bytes.from(), bytes.to());
    while (!over && events.next()) {
      frame();
    }
    if (!over && events.tooLong()) {
      tell(
          new StreamEvent.Broken(
              new Failure.Garbled(
                  "The provider sent an event of more than " + maxFrame + " bytes.")));
    }
  }

  @Override
  public void end() {
    if (!over && events.last()) {
      frame();
    }
    if (!over) {
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

  private void frame() {
    byte[] in = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    while (from < to && in[from] <= ' ' && in[from] >= 0) {
      from++;
    }
    if (from == to) {
      return;
    }
    try {
      frames.read(in, from, to, events.error(), told);
    } catch (MalformedJson e) {
      tell(
          new StreamEvent.Broken(
              new Failure.Garbled("The provider sent an event that is not JSON.")));
    } catch (FailureException e) {
      tell(new StreamEvent.Broken(e.failure()));
    }
  }

  private void tell(StreamEvent event) {
    if (!over) {
      over = event instanceof StreamEvent.Done || event instanceof StreamEvent.Broken;
      sink.accept(event);
    }
  }
}
