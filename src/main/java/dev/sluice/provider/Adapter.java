package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Dial;
import dev.sluice.bus.Line;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
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

  /**
   * Passes a request on as it is; the rules of {@link #perform} hold. An answer has whatever status
   * the provider gives it, but for a refusal of the gateway's own key, which is a failure.
   */
  default void pass(Passage passage, Consumer<Reply> reply) {
    reply.accept(new Reply.Failed(unable(passage.provider(), "the provider's own requests")));
  }

  /**
   * Opens a WebSocket. The reply comes exactly once, on the lane; one that was cancelled before is
   * a failure that nobody needs.
   */
  default void dial(Dial dial, Consumer<Line> reply) {
    reply.accept(new Line.Failed(unable(dial.target().provider(), "realtime conversations")));
  }

  private static Failure unable(String provider, String what) {
    return new Failure.Rejected(
        404,
        "Provider " + provider + " does not take " + what + " here.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  /** Closes the connections. Attempts in flight fail. */
  Future<Void> close();
}
