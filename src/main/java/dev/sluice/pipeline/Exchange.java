package dev.sluice.pipeline;

import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.surface.OpenAiSurface;
import dev.sluice.wire.surface.StreamTerms;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One client request and its whole life, until its last byte. Confined to its lane.
 *
 * <p>Asks for a plan, tries its targets as the failover policy says, and ends exactly once,
 * whatever happens first: an answer, a failure, a time bound, the client's leaving, the node's
 * stopping.
 */
public final class Exchange extends Asker {
  private static final long NEVER = Long.MAX_VALUE / 4;
  private static final Routed UNROUTED =
      new Routed.Refused(new Failure.Internal("The routing does not answer."));
  private static final Failure SILENT = new Failure.Silent("The provider stayed silent.");

  private final Lane lane;
  private final Stay stay;
  private final ExchangeRequest request;
  private final long started;
  private final Delivery delivery;
  private @Nullable Steps steps;
  private final Runs runs = new Runs();
  private @Nullable Hedge hedge;
  private @Nullable Rescue rescue;
  private int attempts;
  private final Pause pause;
  private boolean ended;

  /** An exchange that has not begun. */
  public Exchange(Lane lane, ExchangeRequest request, Caller caller) {
    this.lane = lane;
    this.stay = new Stay(lane, this, this::granted);
    this.pause = new Pause(lane.vertx());
    this.request = request;
    this.started = lane.nanos().getAsLong();
    this.delivery = new Delivery(lane, request, caller, started);
  }

  @Override
  ExchangeRequest request() {
    return request;
  }

  /** Attempts made so far. */
  @Override
  public int attempts() {
    return attempts;
  }

  /** Who answers and after how many attempts, null as long as nothing of an answer was sent. */
  public @Nullable AnswerHead answered() {
    return delivery.answered();
  }

  /** When it was made, by the lane's clock. */
  public long started() {
    return started;
  }

  @Override
  AnswerStream stream(StreamTerms terms) {
    return rescue == null
        ? request.surface().stream(request.endpoint(), terms)
        : rescue.stream(OpenAiSurface.options(terms));
  }

  /** Begins: from here on the caller is answered exactly once, or has left. */
  public void start() {
    look();
    stay.begin();
  }

  private void granted() {
    lane.retries().request();
    RouteQuery query =
        new RouteQuery(
            request.endpoint(), request.envelope().model(), request.demand(), request.wishes());
    Topics.route(lane.number()).ask(lane.vertx(), query, this::planned, UNROUTED);
  }

  private void planned(Routed answer) {
    if (ended) {
      return;
    }
    switch (answer) {
      case Routed.Planned planned -> follow(planned.plan());
      case Routed.Refused refused -> fail(refused.failure());
    }
  }

  private void follow(Plan plan) {
    steps = Steps.of(plan, request.envelope());
    delivery.planned(plan);
    // An upload is read by one attempt at a time.
    hedge = request.upload() == null ? Hedge.of(lane, this, plan.model()) : null;
    if (request.endpoint() == Endpoint.CHAT && request.spoken() == Dialect.OPENAI_CHAT) {
      rescue = Rescue.of(lane, this, plan.model());
    }
    attemptNext();
    if (!ended) {
      lane.mirrors().copy(lane, request, plan.model().policy().mirror());
    }
  }

  /** Tries the next target that lets itself be tried; without one the exchange ends. */
  private void attemptNext() {
    Steps way = plan();
    for (Target target = way.next(); target != null; target = way.next()) {
      if (attempt(target)) {
        return;
      }
    }
    giveUp();
  }

  private void giveUp() {
    fail(plan().verdict(id -> lane.health().of(id).pause(), lane.caps()::pause));
  }

  private boolean attempt(Target target) {
    if (!begin(target, null)) {
      return false;
    }
    plan().tried();
    return true;
  }

  /**
   * Begins an attempt; false when its target does not let itself be tried.
   *
   * @param sequel how it goes on with a broken answer, null when it begins one
   */
  boolean begin(Target target, @Nullable Sequel sequel) {
    AttemptRun next = Tries.make(lane, this, target, plan().model(), sequel);
    if (next == null) {
      return false;
    }
    attempts++;
    runs.begin(next);
    look();
    next.start();
    return true;
  }

  @Override
  void capped(Target target) {
    plan().capped(target.id());
  }

  /** Begins an attempt at a target behind the current one beside it, null when that cannot be. */
  @Nullable AttemptRun beginSecond(Predicate<Target> allowed) {
    Target target = plan().next(allowed);
    if (target == null) {
      return null;
    }
    AttemptRun next = Tries.make(lane, this, target, plan().model(), null);
    if (next != null) {
      attempts++;
      plan().tried();
      runs.join(next);
      next.start();
    }
    return next;
  }

  @Override
  void brokeOff(AttemptRun broken, Failure failure) {
    if (rescue == null) {
      fail(failure);
    } else {
      List<Target> others = plan().rest();
      rescue.brokeOff(broken, failure, hedge == null ? others : hedge.with(others));
    }
  }

  @Override
  void attemptFailed(AttemptRun failed, Failure failure) {
    if (runs.without(failed) != null) {
      look();
    } else if (rescue != null && rescue.underWay()) {
      rescue.failed(failed, failure);
    } else {
      goOn(failure);
    }
  }

  private void goOn(Failure failure) {
    Steps way = plan();
    way.failed(failure);
    Decision decision = lane.policy().after(way.rules(), failure, progress());
    if (!(decision instanceof Decision.GiveUp) && !lane.retries().retry()) {
      lane.stats().retryRefused();
      giveUp();
      return;
    }
    switch (decision) {
      case Decision.GiveUp _ -> giveUp();
      case Decision.MoveOn _ -> {
        lane.stats().failedOver();
        attemptNext();
      }
      case Decision.RetryHere retry -> retry(retry.delay());
    }
  }

  private Progress progress() {
    return plan().progress(attempts, lane.health());
  }

  @Override
  FailoverRules rules() {
    return plan().rules();
  }

  @Override
  boolean strict() {
    return plan().strict();
  }

  @Override
  boolean elsewhere() {
    return (rescue == null || !rescue.underWay())
        && lane.policy().after(rules(), SILENT, progress()) instanceof Decision.MoveOn
        && lane.retries().spare()
        && plan().left(target -> Tries.fit(lane, target)) > 0;
  }

  private void retry(Duration delay) {
    Target same = plan().current();
    long now = lane.nanos().getAsLong();
    if (now + delay.toNanos() - deadline(now) >= 0) {
      giveUp();
      return;
    }
    lane.stats().retried();
    pause.then(
        delay,
        () -> {
          if (!attempt(same)) {
            attemptNext();
          }
        });
  }

  private Steps plan() {
    return Objects.requireNonNull(steps, "there is no plan yet");
  }

  @Override
  void speaks(AttemptRun run) {
    AttemptRun other = runs.keep(run);
    if (other != null && hedge != null) {
      hedge.decided(run, other);
    }
    look();
  }

  @Override
  void settled(AttemptRun run, @Nullable Usage usage) {
    if (hedge != null) {
      hedge.settled(run, usage);
    }
  }

  @Override
  void look() {
    dueBy(started);
  }

  private long deadline(long now) {
    return request.waitedUntil(started, now) + lane.config().failover().deadline().toNanos();
  }

  @Override
  boolean send(AnswerHead head, Buffer events, long now) {
    return delivery.send(head, events, now);
  }

  @Override
  void finish(AnswerHead head, Buffer events) {
    if (end()) {
      if (rescue != null) {
        rescue.completed(runs.first());
      }
      delivery.finish(head, events);
    }
  }

  @Override
  void answer(AnswerHead head, Buffer body) {
    if (end()) {
      delivery.answer(head, body);
    }
  }

  /** Ends the exchange with a failure. */
  void fail(Failure failure) {
    if (end()) {
      AttemptRun last = runs.first();
      delivery.fail(failure, attempts, last == null ? null : last.lastWords(failure));
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    stay.end();
    pause.end();
    return true;
  }

  /** The client has left: what runs for it is given up. */
  public void clientGone() {
    stop(new Failure.ClientGone("The client closed the connection."));
  }

  /** The client took what was sent. */
  public void drained() {
    if (!ended) {
      runs.drained();
    }
  }

  /** Ends for a reason that lies in the node, or in the rest of the request. */
  @Override
  public void stop(Failure reason) {
    if (ended) {
      return;
    }
    runs.abandon(reason);
    fail(reason);
  }

  @Override
  protected long check(long now) {
    long due = delivery.heartbeat(now);
    boolean rescued = rescue != null && rescue.underWay();
    if (!rescued && !runs.speaking()) {
      long deadline = deadline(now);
      if (now - deadline >= 0) {
        stop(new Failure.DeadlinePassed("No answer within the gateway's deadline."));
        return now + NEVER;
      }
      due = Math.min(due, deadline);
    }
    due = runs.check(now, due);
    return hedge == null || ended ? due : Math.min(due, hedge.check(runs, now));
  }
}
