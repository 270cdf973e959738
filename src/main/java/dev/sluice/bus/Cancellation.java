package dev.sluice.bus;

import org.jspecify.annotations.Nullable;

/**
 * A switch that gives an attempt up. Confined to its lane.
 *
 * <p>The pipeline throws it at most once; the provider says what that undoes. When it was thrown
 * before the provider said so, the provider's action runs at once.
 */
public final class Cancellation {
  private boolean cancelled;
  private @Nullable Runnable action;

  /** Gives the attempt up. A second call does nothing. */
  public void cancel() {
    if (cancelled) {
      return;
    }
    cancelled = true;
    Runnable undo = action;
    action = null;
    if (undo != null) {
      undo.run();
    }
  }

  /** Whether the attempt was given up. */
  public boolean cancelled() {
    return cancelled;
  }

  /** Replaces what cancelling does, for example: reset the stream, drop the wait for a socket. */
  public void onCancel(Runnable undo) {
    if (cancelled) {
      undo.run();
    } else {
      action = undo;
    }
  }
}
