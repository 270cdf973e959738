package dev.sluice.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Asks one question again and again, one at a time, as long as it is this node's to ask or a list
 * of models is still wanted. Confined to its verticle.
 */
final class ProbeLoop {
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Cadence cadence;
  private final Supplier<Future<Verdict>> question;
  private final Consumer<Verdict> told;
  private final boolean untilListed;
  private final BooleanSupplier mine;
  private long timer = NONE;
  private boolean asking;
  private boolean ended;

  /**
   * A loop that has not begun.
   *
   * @param question failing to ask it is a verdict too
   * @param told of each verdict
   * @param untilListed whether the first list of models ends the loop
   * @param mine whether this node is to ask now
   */
  ProbeLoop(
      Vertx vertx,
      Cadence cadence,
      Supplier<Future<Verdict>> question,
      Consumer<Verdict> told,
      boolean untilListed,
      BooleanSupplier mine) {
    this.vertx = vertx;
    this.cadence = cadence;
    this.question = question;
    this.told = told;
    this.untilListed = untilListed;
    this.mine = mine;
  }

  void start() {
    if (wanted()) {
      after(cadence.first());
    }
  }

  /** Whether it goes on by itself. */
  boolean running() {
    return asking || timer != NONE;
  }

  /** Whether it is to go on. */
  boolean wanted() {
    return !ended && (cadence.eager() || mine.getAsBoolean());
  }

  /** Waits until it is woken. */
  void pause() {
    vertx.cancelTimer(timer);
    timer = NONE;
  }

  /** Asks the next question after so many milliseconds, or before. */
  void wake(long millis) {
    if (!running() && !ended) {
      after(millis);
    }
  }

  /** Asks no more; a question under way is answered to nobody. */
  void stop() {
    ended = true;
    pause();
  }

  private void after(long millis) {
    if (millis == 0) {
      ask();
    } else {
      timer = vertx.setTimer(millis, _ -> ask());
    }
  }

  private void ask() {
    timer = NONE;
    asking = true;
    Future.<Void>succeededFuture()
        .compose(_ -> question.get())
        .otherwise(_ -> new Verdict.Dead("the probe cannot be sent"))
        .onSuccess(this::hear);
  }

  private void hear(Verdict verdict) {
    asking = false;
    if (ended) {
      return;
    }
    told.accept(verdict);
    cadence.heard(verdict);
    boolean listed =
        verdict instanceof Verdict.Alive alive
            && alive.models() != null
            && !alive.models().isEmpty();
    long next = cadence.next(listed);
    if (listed && untilListed) {
      ended = true;
    } else if (wanted()) {
      after(next);
    }
  }
}
