package dev.sluice.pipeline;

import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Usage;
import dev.sluice.model.Wishes;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.surface.StreamTerms;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** One copy of a request: one attempt at the first target of a model, whose answer is dropped. */
final class MirrorRun extends Asker {
  private static final long NEVER = Long.MAX_VALUE / 4;
  private static final Routed UNROUTED =
      new Routed.Refused(new Failure.Internal("The routing does not answer."));

  private final Lane lane;
  private final ExchangeRequest request;
  private final String model;
  private final long started;
  private @Nullable AttemptRun run;
  private boolean over;

  MirrorRun(Lane lane, ExchangeRequest request, String model) {
    this.lane = lane;
    this.request = request;
    this.model = model;
    this.started = lane.nanos().getAsLong();
  }

  void start() {
    look();
    lane.watchdog().watch(this);
    RouteQuery query = new RouteQuery(request.endpoint(), model, request.demand(), Wishes.NONE);
    Topics.route(lane.number()).ask(lane.vertx(), query, this::planned, UNROUTED);
  }

  private void planned(Routed answer) {
    if (over) {
      return;
    }
    AttemptRun next = answer instanceof Routed.Planned planned ? first(planned.plan()) : null;
    if (next == null) {
      lane.stats().detours().mirrorSkipped();
      end();
      return;
    }
    run = next;
    lane.stats().detours().mirrored();
    look();
    next.start();
  }

  private @Nullable AttemptRun first(Plan plan) {
    return plan.targets().isEmpty()
        ? null
        : Tries.make(lane, this, plan.targets().getFirst(), model, null);
  }

  private void end() {
    if (!over) {
      over = true;
      lane.watchdog().unwatch(this);
      lane.mirrors().ended(request);
    }
  }

  @Override
  ExchangeRequest request() {
    return request;
  }

  @Override
  int attempts() {
    return 1;
  }

  @Override
  AnswerStream stream(StreamTerms terms) {
    return request.surface().stream(request.endpoint(), terms);
  }

  @Override
  void look() {
    dueBy(started);
  }

  @Override
  void speaks(AttemptRun attempt) {
    look();
  }

  @Override
  FailoverRules rules() {
    return FailoverRules.NONE;
  }

  /** Nobody misses what a copy loses. */
  @Override
  boolean strict() {
    return false;
  }

  @Override
  boolean elsewhere() {
    return false;
  }

  @Override
  boolean send(AnswerHead head, Buffer events, long now) {
    return false;
  }

  @Override
  void finish(AnswerHead head, Buffer events) {
    end();
  }

  @Override
  void answer(AnswerHead head, Buffer body) {
    end();
  }

  @Override
  void attemptFailed(AttemptRun attempt, Failure failure) {
    end();
  }

  @Override
  void brokeOff(AttemptRun attempt, Failure failure) {
    end();
  }

  @Override
  void settled(AttemptRun attempt, @Nullable Usage usage) {
    // Its statistics have been told already; nobody else counts copies.
  }

  @Override
  protected long check(long now) {
    return run == null ? now + NEVER : run.check(now);
  }

  @Override
  protected void stop(Failure reason) {
    if (run != null) {
      run.abandon(reason);
    }
    end();
  }
}
