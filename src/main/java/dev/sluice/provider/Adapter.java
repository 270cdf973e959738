package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** One provider as a lane reaches it. Confined to its lane. */
public interface Adapter {
  /**
   * Performs an attempt.
   *
   * <p>The reply comes exactly once, on the lane, also for an attempt that was cancelled before it:
   * then it is a {@link Reply.Failed} that nobody needs. An answer comes paused. Cancelling after
   * an answer began drops the rest of it, and neither its end nor its exception handler is called
   * any more. Whoever takes an answer reads it to its end or break, or cancels: until then its
   * connection is held.
   */
  void perform(Attempt attempt, Consumer<Reply> reply);

  /** Closes the connections. Attempts in flight fail. */
  Future<Void> close();
}
