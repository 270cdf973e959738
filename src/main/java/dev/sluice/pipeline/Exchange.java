package dev.sluice.pipeline;

import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Topics;
import dev.sluice.health.TargetHealth;
import dev.sluice.limit.Places;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One client request and its whole life, until its last byte. Confined to its lane.
 *
 * <p>Asks for a plan, tries its targets as the failover policy says, and ends exactly once,
 * whatever happens first: an answer, a failure, a time bound, the client's leaving, the node's
 * stopping.
 */
public final class Exchange extends Watchdog.Entry implements Places.Waiter {
  private static final DeliveryOptions OPTIONS = Topics.local();
  private static final Buffer HEARTBEAT = Buffer.buffer(": keep-alive\n\n");
  private static final long NEVER = Long.MAX_VALUE / 4;
  private static final long NO_TIMER = -1;
  private static final long MILLI = 1_000_000;
  private static final Failure SILENT = new Failure.Silent("The provider stayed silent.");

  private final Lane lane;
  private final ExchangeRequest request;
  private final Caller caller;
  private final long started;
  private final ExchangeRecord record;
  private @Nullable Steps steps;
  private @Nullable AttemptRun run;
  private @Nullable AnswerHead answered;
  private int attempts;
  private long pause = NO_TIMER;
  private long lastSent;
  private boolean inside;
  private boolean open;
  private boolean ended;

  /** An exchange that has not begun. */
  public Exchange(Lane lane, ExchangeRequest request, Caller caller) {
    this.lane = lane;
    this.request = request;
    this.caller = caller;
    this.started = lane.nanos().getAsLong();
    this.lastSent = started;
    this.record = new ExchangeRecord(lane.stats(), request.endpoint());
  }

  ExchangeRequest request() {
    return request;
  }

  /** Attempts made so far. */
  public int attempts() {
    return attempts;
  }

  /** Who answers and after how many attempts, null as long as nothing of an answer was sent. */
  public @Nullable AnswerHead answered() {
    return answered;
  }

  /** When it was made, by the lane's clock. */
  public long started() {
    return started;
  }

  /** Begins: from here on the caller is answered exactly once, or has left. */
  public void start() {
    look();
    lane.watchdog().watch(this);
    lane.places().enter(this);
  }

  @Override
  public void granted() {
    inside = true;
    lane.retries().request();
    lane.vertx()
        .eventBus()
        .request(
            Topics.route(lane.number()),
            new RouteQuery(
                request.endpoint(), request.envelope().model(), request.demand(), request.wishes()),
            OPTIONS)
        .onComplete(this::planned);
  }

  @Override
  public void refused(Places.Refusal why) {
    fail(
        switch (why) {
          case FULL, EXPIRED ->
              new Failure.Overloaded(
                  "All places of the gateway are taken; try again soon.", Duration.ofSeconds(1));
          case CLOSED -> new Failure.Draining("The gateway is stopping; send the request again.");
        });
  }

  private void planned(AsyncResult<Message<Object>> result) {
    if (ended) {
      return;
    }
    if (result.failed()) {
      fail(new Failure.Internal("The routing did not answer."));
      return;
    }
    switch (result.result().body()) {
      case Plan plan -> {
        steps = new Steps(plan, request.envelope().model());
        caller.planned(plan);
        attemptNext();
      }
      case Failure failure -> fail(failure);
      default -> fail(new Failure.Internal("The routing gave no plan."));
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
    fail(plan().verdict(id -> lane.health().of(id).pause()));
  }

  private boolean attempt(Target target) {
    TargetHealth health = lane.health().of(target.id());
    if (!health.enter()) {
      return false;
    }
    if (!lane.caps().take(target)) {
      health.ignored();
      return false;
    }
    attempts++;
    plan().tried();
    AttemptRecord record = new AttemptRecord(target, health, lane.stats().of(target.id()));
    AttemptRun next = new AttemptRun(lane, this, target, plan().model(), record);
    run = next;
    look();
    next.start();
    return true;
  }

  /** An attempt failed before anything of its answer was sent. */
  void attemptFailed(Failure failure) {
    run = null;
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
    Steps way = plan();
    Duration cooling = lane.health().of(way.current().id()).cooling();
    return new Progress(attempts, way.here(), way.left(), cooling);
  }

  /** What the model that was asked for says about failed attempts. */
  FailoverRules rules() {
    return plan().rules();
  }

  /** Whether another target would be asked at once if the current one were given up as silent. */
  boolean elsewhere() {
    return lane.policy().after(rules(), SILENT, progress()) instanceof Decision.MoveOn
        && lane.retries().spare()
        && plan().left(this::fit) > 0;
  }

  private boolean fit(Target target) {
    return lane.health().of(target.id()).exclusion() == null && lane.caps().hasHeadroom(target);
  }

  private void retry(Duration delay) {
    Target same = plan().current();
    if (lane.nanos().getAsLong() + delay.toNanos() - deadline() >= 0) {
      giveUp();
      return;
    }
    lane.stats().retried();
    pause =
        lane.vertx()
            .setTimer(
                Math.max(1, Math.ceilDiv(delay.toNanos(), MILLI)),
                _ -> {
                  pause = NO_TIMER;
                  if (!attempt(same)) {
                    attemptNext();
                  }
                });
  }

  private Steps plan() {
    Steps known = steps;
    if (known == null) {
      throw new IllegalStateException("there is no plan yet");
    }
    return known;
  }

  /** A time bound may be nearer than it was: looks at all of them at the next tick. */
  void look() {
    dueBy(started);
  }

  private long deadline() {
    return started + lane.config().failover().deadline().toNanos();
  }

  /** Sends events; true when the provider should wait for the client. */
  boolean send(AnswerHead head, Buffer events, long now) {
    open(head);
    lastSent = now;
    caller.write(events);
    return caller.full();
  }

  private void open(@Nullable AnswerHead head) {
    if (answered == null) {
      answered = head;
    }
    if (!open) {
      open = true;
      record.streaming();
      caller.openStream(head);
    }
  }

  void finish(AnswerHead head, Buffer events) {
    if (end()) {
      open(head);
      record.completed();
      caller.finish(events);
    }
  }

  void answer(AnswerHead head, Buffer body) {
    if (end()) {
      answered = head;
      record.completed();
      caller.answer(head, body);
    }
  }

  /** Ends the exchange with a failure. */
  void fail(Failure failure) {
    if (end()) {
      record.failed(failure);
      caller.fail(failure, attempts);
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    lane.watchdog().unwatch(this);
    if (inside) {
      lane.places().leave();
    } else {
      lane.places().remove(this);
    }
    if (pause != NO_TIMER) {
      lane.vertx().cancelTimer(pause);
      pause = NO_TIMER;
    }
    return true;
  }

  /** The client has left: what runs for it is given up. */
  public void clientGone() {
    stop(new Failure.ClientGone("The client closed the connection."));
  }

  /** The client took what was sent. */
  public void drained() {
    AttemptRun current = run;
    if (!ended && current != null) {
      current.drained();
    }
  }

  @Override
  protected void stop(Failure reason) {
    if (ended) {
      return;
    }
    AttemptRun current = run;
    if (current != null) {
      current.abandon(reason);
    }
    fail(reason);
  }

  @Override
  protected long check(long now) {
    long due = heartbeat(now);
    AttemptRun current = run;
    boolean answering = current != null && current.speaking();
    if (!answering) {
      if (now - deadline() >= 0) {
        stop(new Failure.DeadlinePassed("No answer within the gateway's deadline."));
        return now + NEVER;
      }
      due = Math.min(due, deadline());
    }
    return current == null ? due : Math.min(due, current.check(now));
  }

  private long heartbeat(long now) {
    long every = lane.config().stream().heartbeat().toNanos();
    if (every == 0 || !request.envelope().stream()) {
      return now + NEVER;
    }
    if (now - lastSent >= every) {
      lastSent = now;
      open(null);
      if (!caller.full()) {
        caller.write(HEARTBEAT);
        lane.stats().heartbeat();
      }
    }
    return lastSent + every;
  }
}
