package dev.sluice.wire.sse;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A provider's events on their way to a client, until the stream is over: finished, or failed.
 *
 * <p>Whoever passes the events on takes them itself, one {@link #next} after the other, so that no
 * event costs a call that the compiler cannot see through. Confined to one thread.
 */
public final class Inflow {
  private static final Failure NOT_JSON =
      new Failure.Garbled("The provider sent an event that is not JSON.");

  private final int maxFrame;
  private final EventReader events;
  private boolean finished;
  private @Nullable Failure failure;

  /**
   * A stream at its start.
   *
   * @param maxFrame longest event taken from the provider, in bytes
   */
  public Inflow(int maxFrame) {
    this.maxFrame = maxFrame;
    this.events = new EventReader(maxFrame);
  }

  /** The events, of which the current one is to be read there. */
  public EventReader events() {
    return events;
  }

  /** Takes a read, whose bytes must stay as they are until {@link #next} is false. */
  public void feed(Bytes read) {
    events.feed(read.array(), read.from(), read.to());
  }

  /**
   * Goes to the next event; false when another read is needed or the stream is over, which an event
   * that is too long makes it.
   */
  public boolean next() {
    if (over()) {
      return false;
    }
    if (events.next()) {
      return true;
    }
    if (events.tooLong()) {
      failure =
          new Failure.Garbled("The provider sent an event of more than " + maxFrame + " bytes.");
    }
    return false;
  }

  /** At the provider's end: goes to the event that no blank line ended, if there is one. */
  public boolean last() {
    return !over() && events.last();
  }

  /** Says of the event that {@link #last} went to that what is garbled in it was cut short. */
  public void torn() {
    if (failure instanceof Failure.Garbled) {
      cut();
    }
  }

  /** Whether nothing more is taken. */
  public boolean over() {
    return finished || failure != null;
  }

  /** Takes note that the terminal event was given out. */
  public void finish() {
    finished = true;
  }

  /** Ends the stream with a failure. */
  public void fail(Failure why) {
    failure = why;
  }

  /**
   * Ends the stream with what was thrown at an event.
   *
   * @param thrown a {@link FailureException}, or else the event is no JSON
   */
  public void fail(RuntimeException thrown) {
    failure = thrown instanceof FailureException known ? known.failure() : NOT_JSON;
  }

  /** Ends the stream because the provider did before the answer was complete. */
  public void cut() {
    failure = new Failure.Cut("The provider's answer ended before it was finished.");
  }

  /** Whether the terminal event was given out. */
  public boolean finished() {
    return finished;
  }

  /** Why the stream cannot go on, null while it can. */
  public @Nullable Failure failure() {
    return failure;
  }
}
