package dev.sluice.wire.canonical;

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
  private final Teller told;
  private final int maxFrame;

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
    this.told = new Teller(sink);
  }

  @Override
  public void feed(Buffer read) {
    if (told.over()) {
      return;
    }
    Bytes bytes = Bytes.of(read);
    events.feed(bytes.array(), bytes.from(), bytes.to());
    while (!told.over() && events.next()) {
      frame();
    }
    if (!told.over() && events.tooLong()) {
      told.tooLong("an event", maxFrame);
    }
  }

  @Override
  public void end() {
    if (!told.over() && events.last()) {
      frame();
    }
    if (!told.over()) {
      frames.end(told);
    }
    told.cut();
  }

  @Override
  public boolean over() {
    return told.over();
  }

  private void frame() {
    byte[] in = events.array();
    int from = events.textFrom();
    int to = events.dataTo();
    if (from == to) {
      return;
    }
    try {
      frames.read(in, from, to, events.error(), told);
    } catch (MalformedJson | FailureException e) {
      told.broken(e, "an event");
    }
  }
}
