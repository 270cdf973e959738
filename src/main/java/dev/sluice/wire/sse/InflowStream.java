package dev.sluice.wire.sse;

import dev.sluice.model.Failure;
import dev.sluice.wire.AnswerStream;
import org.jspecify.annotations.Nullable;

/** An answer's stream that is over when its {@link Inflow} is. */
public abstract class InflowStream implements AnswerStream {
  /** The provider's events, until the stream is over. */
  protected final Inflow inflow;

  /** Where the current event is read. */
  protected final EventReader events;

  /**
   * A stream at its start.
   *
   * @param maxFrame longest event taken from the provider, in bytes
   */
  protected InflowStream(int maxFrame) {
    this.inflow = new Inflow(maxFrame);
    this.events = inflow.events();
  }

  @Override
  public final boolean finished() {
    return inflow.finished();
  }

  @Override
  public final @Nullable Failure failure() {
    return inflow.failure();
  }
}
