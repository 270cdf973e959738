package dev.sluice.pipeline;

import dev.sluice.bus.Cancellation;
import dev.sluice.model.Failure;

/**
 * Waits a moment for a provider to end a stream that has said its last word, so that the connection
 * can be used again; then closes it.
 */
final class Linger extends Watchdog.Entry {
  private final Watchdog watchdog;
  private final Cancellation cancellation;
  private boolean ended;

  Linger(Watchdog watchdog, Cancellation cancellation) {
    this.watchdog = watchdog;
    this.cancellation = cancellation;
  }

  void until(long nanoTime) {
    dueBy(nanoTime);
    watchdog.watch(this);
  }

  /** The provider has ended it. */
  void end() {
    if (!ended) {
      ended = true;
      watchdog.unwatch(this);
    }
  }

  @Override
  protected long check(long now) {
    end();
    cancellation.cancel();
    return now;
  }

  @Override
  protected void stop(Failure reason) {
    end();
    cancellation.cancel();
  }
}
