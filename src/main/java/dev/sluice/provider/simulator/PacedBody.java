package dev.sluice.provider.simulator;

import dev.sluice.provider.Body;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClosedException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * An answer that comes part by part, paused at first.
 *
 * <p>All parts that are due go out together, so a pace above the timer's resolution and a reader
 * that lags cost no more events than needed. No timer runs while the reader pauses.
 */
final class PacedBody extends Body {
  private static final long NO_TIMER = -1;

  private final Vertx vertx;
  private final LongSupplier nanos;
  private final Completion completion;
  private final Pace pace;
  private final Fault fault;
  private final int stop;
  private int sent;
  private long due;
  private long timer = NO_TIMER;
  private boolean queued;
  private boolean over;

  /**
   * A body whose first part is due now.
   *
   * @param fault with {@link Fault#STALL} and {@link Fault#CUT} only half of the parts come
   */
  PacedBody(Vertx vertx, LongSupplier nanos, Completion completion, Pace pace, Fault fault) {
    this.vertx = vertx;
    this.nanos = nanos;
    this.completion = completion;
    this.pace = pace;
    this.fault = fault;
    this.stop = fault == Fault.NONE ? completion.parts() : completion.parts() / 2;
    this.due = nanos.getAsLong();
  }

  /** Gives the rest up; the reader hears nothing any more. */
  void drop() {
    over = true;
    disarm();
  }

  @Override
  public PacedBody pause() {
    unask();
    disarm();
    return this;
  }

  @Override
  public PacedBody fetch(long amount) {
    ask(amount);
    if (!over && !queued && timer == NO_TIMER) {
      queued = true;
      vertx.runOnContext(_ -> {
        queued = false;
        pump();
      });
    }
    return this;
  }

  private void pump() {
    if (over || !asked()) {
      return;
    }
    long now = nanos.getAsLong();
    int from = sent;
    while (sent < stop && due - now <= 0) {
      sent++;
      due += pace.gap();
    }
    if (sent > from) {
      give(completion.slice(from, sent));
    }
    if (over || !asked()) {
      return;
    }
    if (sent == stop) {
      close();
    } else if (!queued) {
      arm(due - now);
    }
  }

  private void close() {
    if (fault == Fault.STALL) {
      return;
    }
    over = true;
    if (fault == Fault.CUT) {
      tellBreak(new HttpClosedException("The simulated answer was cut"));
    } else {
      tellEnd();
    }
  }

  private void arm(long wait) {
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait + 999_999));
    timer =
        vertx.setTimer(
            millis,
            _ -> {
              timer = NO_TIMER;
              pump();
            });
  }

  private void disarm() {
    if (timer != NO_TIMER) {
      vertx.cancelTimer(timer);
      timer = NO_TIMER;
    }
  }
}
