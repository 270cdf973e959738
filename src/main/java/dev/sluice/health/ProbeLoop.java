package dev.sluice.health;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks one question again and again, one at a time. Confined to its verticle. */
final class ProbeLoop {
  private final Vertx vertx;
  private final Cadence cadence;
  private final Supplier<Future<Verdict>> question;
  private final Consumer<Verdict> told;
  private final boolean untilListed;
  private long timer = -1;
  private boolean stopped;

  /**
   * A loop that has not begun.
   *
   * @param question failing to ask it is a verdict too
   * @param told of each verdict
   * @param untilListed whether the first list of models ends the loop
   */
  ProbeLoop(
      Vertx vertx,
      Cadence cadence,
      Supplier<Future<Verdict>> question,
      Consumer<Verdict> told,
      boolean untilListed) {
    this.vertx = vertx;
    this.cadence = cadence;
    this.question = question;
    this.told = told;
    this.untilListed = untilListed;
  }

  void start() {
    after(cadence.first());
  }

  /** Asks no more; a question under way is answered to nobody. */
  void stop() {
    stopped = true;
    vertx.cancelTimer(timer);
  }

  private void after(long millis) {
    if (millis == 0) {
      ask();
    } else {
      timer = vertx.setTimer(millis, _ -> ask());
    }
  }

  private void ask() {
    Future.<Void>succeededFuture()
        .compose(_ -> question.get())
        .otherwise(_ -> new Verdict.Dead("the probe cannot be sent"))
        .onSuccess(this::hear);
  }

  private void hear(Verdict verdict) {
    if (stopped) {
      return;
    }
    told.accept(verdict);
    cadence.heard(verdict);
    boolean listed =
        verdict instanceof Verdict.Alive alive
            && alive.models() != null
            && !alive.models().isEmpty();
    if (!(listed && untilListed)) {
      after(cadence.next(listed));
    }
  }
}
