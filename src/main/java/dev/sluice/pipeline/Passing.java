package dev.sluice.pipeline;

import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Failure;
import dev.sluice.model.Timeouts;
import dev.sluice.telemetry.OutcomeKind;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One request that is passed on to one provider, and its whole life. Confined to its lane.
 *
 * <p>It takes a place like any exchange, is tried once, and ends exactly once. The provider's
 * bounds hold for its first byte and for silence; not that of the whole, since files are large and
 * streams long.
 */
public final class Passing extends Watchdog.Entry {
  private static final Reply UNSERVED =
      new Reply.Failed(new Failure.Internal("No provider of the dialect is there."));
  private static final long LOOK_AGAIN_NANOS = 1_000_000_000L;
  private static final int ERROR = 400;
  private static final int THROTTLED = 429;
  private static final int SERVER_ERROR = 500;

  private final Lane lane;
  private final Stay stay;
  private final Passage passage;
  private final Timeouts timeouts;
  private final LongUnaryOperator waitedUntil;
  private final Receiver receiver;
  private long lastHeard;
  private Reply.@Nullable Answered answered;
  private boolean paused;
  private boolean ended;

  /**
   * A passage that has not begun.
   *
   * @param timeouts the provider's
   * @param waitedUntil the latest moment, of those up to the given one, at which the client was to
   *     blame for the waiting
   */
  public Passing(
      Lane lane,
      Passage passage,
      Timeouts timeouts,
      LongUnaryOperator waitedUntil,
      Receiver receiver) {
    this.lane = lane;
    this.stay = new Stay(lane, this, this::granted);
    this.passage = passage;
    this.timeouts = timeouts;
    this.waitedUntil = waitedUntil;
    this.receiver = receiver;
    this.lastHeard = lane.nanos().getAsLong();
  }

  /** Begins: from here on the receiver is told exactly one end, or has left. */
  public void start() {
    lane.stats().exchangeStarted();
    dueBy(lastHeard);
    stay.begin();
  }

  private void granted() {
    lastHeard = lane.nanos().getAsLong();
    Topics.passage(lane.number(), passage.dialect())
        .ask(lane.vertx(), passage, this::replied, UNSERVED);
  }

  private void replied(Reply reply) {
    if (ended) {
      return;
    }
    switch (reply) {
      case Reply.Failed failed -> fail(failed.failure());
      case Reply.Answered began -> carry(began);
    }
  }

  private void carry(Reply.Answered began) {
    answered = began;
    lastHeard = lane.nanos().getAsLong();
    receiver.head(began.status(), began.headers());
    began
        .body()
        .exceptionHandler(_ -> fail(new Failure.Cut("The provider cut its answer short.")))
        .handler(this::take)
        .endHandler(_ -> complete(began.status()))
        .resume();
  }

  private void take(Buffer bytes) {
    if (ended) {
      return;
    }
    lastHeard = lane.nanos().getAsLong();
    receiver.write(bytes);
    if (receiver.full() && answered != null) {
      paused = true;
      answered.body().pause();
    }
  }

  /** The client took what was sent. */
  public void drained() {
    if (paused && !ended && answered != null) {
      paused = false;
      lastHeard = lane.nanos().getAsLong();
      answered.body().resume();
    }
  }

  private void complete(int status) {
    if (end(kind(status))) {
      receiver.end();
    }
  }

  private static OutcomeKind kind(int status) {
    if (status < ERROR) {
      return OutcomeKind.COMPLETED;
    }
    if (status >= SERVER_ERROR) {
      return OutcomeKind.UNAVAILABLE;
    }
    return status == THROTTLED ? OutcomeKind.THROTTLED : OutcomeKind.REJECTED;
  }

  /** The client has left. */
  public void clientGone() {
    stop(new Failure.ClientGone("The client closed the connection."));
  }

  /** Ends it with a failure: the rest of the request will not come, or it is too large. */
  public void abandon(Failure reason) {
    stop(reason);
  }

  @Override
  protected void stop(Failure reason) {
    if (!ended) {
      fail(reason);
    }
  }

  private void fail(Failure failure) {
    if (!end(OutcomeKind.of(failure))) {
      return;
    }
    passage.cancellation().cancel();
    if (answered == null) {
      receiver.fail(failure);
    } else {
      receiver.cut();
    }
  }

  private boolean end(OutcomeKind kind) {
    if (ended) {
      return false;
    }
    ended = true;
    stay.end();
    lane.stats().exchangeEnded(passage.endpoint(), kind);
    return true;
  }

  @Override
  protected long check(long now) {
    if (!stay.inside() || paused) {
      return now + LOOK_AGAIN_NANOS;
    }
    Duration bound = answered == null ? timeouts.firstByte() : timeouts.betweenBytes();
    long silence = Math.max(lastHeard, waitedUntil.applyAsLong(now)) + bound.toNanos();
    if (now - silence >= 0) {
      fail(new Failure.Silent("The provider stayed silent for too long."));
    }
    return silence;
  }
}
