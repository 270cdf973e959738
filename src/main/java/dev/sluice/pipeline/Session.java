package dev.sluice.pipeline;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Dial;
import dev.sluice.bus.Line;
import dev.sluice.bus.RouteQuery;
import dev.sluice.bus.Routed;
import dev.sluice.bus.Topics;
import dev.sluice.health.TargetHealth;
import dev.sluice.limit.TargetCaps;
import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.Outcome;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Usage;
import dev.sluice.model.Wishes;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.openai.RealtimeUsage;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.http.WebSocket;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One conversation over WebSockets and its whole life. Confined to its lane.
 *
 * <p>It takes a place like any exchange and keeps it to its end. The targets of the plan are called
 * one after the other until one takes the call; only then the client's own call is taken. Whichever
 * side closes, the other is closed with the same code.
 */
public final class Session extends Watchdog.Entry {
  /** The client's side of a session. */
  public interface Client {
    /** Who answers, and after how many calls; told before {@link #accept}. */
    void answers(TargetId target, int attempts);

    /** Takes the client's call; the socket comes paused. */
    Future<ServerWebSocket> accept();

    /** Tells the failure in place of a conversation. */
    void fail(Failure failure, int attempts);

    /** The conversation is over. */
    void over();
  }

  /**
   * What a client asks for.
   *
   * @param id request id
   * @param model name of the model
   * @param wishes what the client says about the choice between targets
   * @param subprotocols that go to the provider
   * @param headers that go to the provider
   */
  public record Call(
      String id, String model, Wishes wishes, List<String> subprotocols, MultiMap headers) {
    public Call {
      subprotocols = List.copyOf(subprotocols);
    }
  }

  private static final Routed UNROUTED =
      new Routed.Refused(new Failure.Internal("The routing does not answer."));
  private static final Line UNSERVED =
      new Line.Failed(new Failure.Internal("No provider of the dialect is there."));

  private final Lane lane;
  private final Stay stay;
  private final Call call;
  private final Client client;
  private final Cancellation cancellation = new Cancellation();
  private final RealtimeUsage reader = new RealtimeUsage();
  private final long started;
  private long lastHeard;
  private long calledAt;
  private int attempts;
  private @Nullable AttemptRecord record;
  private @Nullable WebSocket upstream;
  private @Nullable ServerWebSocket downstream;
  private @Nullable Usage used;
  private boolean ended;

  /** A session that has not begun. */
  public Session(Lane lane, Call call, Client client) {
    this.lane = lane;
    this.stay = new Stay(lane, this, this::granted);
    this.call = call;
    this.client = client;
    this.started = lane.nanos().getAsLong();
    this.lastHeard = started;
  }

  /** Begins: from here on the client is answered exactly once, or has left. */
  public void start() {
    lane.stats().exchangeStarted();
    dueBy(started);
    stay.begin();
  }

  private void granted() {
    RouteQuery query = new RouteQuery(Endpoint.REALTIME, call.model(), Demand.PLAIN, call.wishes());
    Topics.route(lane.number()).ask(lane.vertx(), query, this::planned, UNROUTED);
  }

  private void planned(Routed answer) {
    if (ended) {
      return;
    }
    switch (answer) {
      case Routed.Planned planned -> next(new Steps(planned.plan(), call.model()));
      case Routed.Refused refused -> fail(refused.failure());
    }
  }

  private void next(Steps way) {
    for (Target target = way.next(); target != null; target = way.next()) {
      if (dial(way, target)) {
        return;
      }
    }
    fail(way.verdict(id -> lane.health().of(id).pause(), lane.caps()::pause));
  }

  private boolean dial(Steps way, Target target) {
    TargetHealth health = lane.health().of(target.id());
    if (!health.enter()) {
      return false;
    }
    TargetCaps caps = lane.caps().of(target);
    long reserved = caps.enter(Demand.PLAIN);
    if (reserved == TargetCaps.REFUSED) {
      health.ignored();
      return false;
    }
    AttemptRecord begun =
        new AttemptRecord(target, health, lane.stats().of(target.id()), caps, reserved);
    record = begun;
    attempts++;
    way.tried();
    calledAt = lane.nanos().getAsLong();
    Dial dial =
        new Dial(
            target,
            target.upstreamFor(way.model()),
            call.subprotocols(),
            call.headers(),
            call.id(),
            cancellation);
    Topics.dial(lane.number(), target.dialect())
        .ask(lane.vertx(), dial, line -> answered(way, target, line), UNSERVED);
    return true;
  }

  private void answered(Steps way, Target target, Line line) {
    if (ended) {
      if (line instanceof Line.Open late) {
        late.socket().resume();
        Closing.close(late.socket(), Closing.GOING_AWAY, null);
      }
      return;
    }
    switch (line) {
      case Line.Failed failed -> missed(way, failed.failure());
      case Line.Open open -> took(target, open.socket());
    }
  }

  private void missed(Steps way, Failure failure) {
    settle(
        switch (failure) {
          case Failure.Upstream fault -> new Outcome.Failed(fault);
          case Failure.Client refusal -> new Outcome.Refused(refusal);
          case Failure.House house -> new Outcome.Abandoned(house);
        });
    way.failed(failure);
    Duration cooling = lane.health().of(way.current().id()).cooling();
    Progress progress = new Progress(attempts, way.here(), way.left(), cooling);
    boolean unable =
        failure instanceof Failure.Rejected rejected
            && "unsupported_endpoint".equals(rejected.code());
    Decision decision = lane.policy().after(way.rules(), failure, progress);
    boolean elsewhere = !(decision instanceof Decision.GiveUp) && lane.retries().retry();
    if (unable || elsewhere) {
      lane.stats().failedOver();
      next(way);
    } else {
      fail(failure);
    }
  }

  private void took(Target target, WebSocket socket) {
    upstream = socket;
    lastHeard = lane.nanos().getAsLong();
    if (record != null) {
      record.firstByte(lastHeard - calledAt);
    }
    socket.closeHandler(_ -> upstreamClosed(socket));
    client.answers(target.id(), attempts);
    client.accept().onComplete(accepted -> joined(socket, accepted.result()));
  }

  private void joined(WebSocket socket, @Nullable ServerWebSocket accepted) {
    if (accepted == null) {
      clientGone();
      return;
    }
    downstream = accepted;
    if (ended) {
      accepted.resume();
      Closing.close(accepted, Closing.GOING_AWAY, null);
      return;
    }
    lane.stats().streamOpened();
    accepted.closeHandler(_ -> clientClosed(accepted));
    int longest = lane.config().limits().frame();
    new SocketFlow(accepted, socket, this::heard, null, 0).open();
    new SocketFlow(socket, accepted, this::heard, this::count, longest).open();
  }

  private void heard() {
    lastHeard = lane.nanos().getAsLong();
  }

  private void count(Buffer event) {
    Usage told = reader.read(event);
    if (told != null) {
      used = used == null ? told : used.plus(told);
    }
  }

  private void clientClosed(ServerWebSocket socket) {
    if (ended) {
      return;
    }
    Short code = socket.closeStatusCode();
    settle(new Outcome.Completed(used == null ? Usage.NONE : used));
    boolean gone = Closing.broken(code);
    end(gone ? OutcomeKind.CLIENT_GONE : OutcomeKind.COMPLETED);
    Closing.close(
        upstream, gone ? Closing.GOING_AWAY : Closing.sendable(code), socket.closeReason());
  }

  private void upstreamClosed(WebSocket socket) {
    if (ended) {
      return;
    }
    Short code = socket.closeStatusCode();
    boolean broken = Closing.broken(code);
    Failure.Cut cut = new Failure.Cut("The provider broke the conversation off.");
    settle(
        broken ? new Outcome.Failed(cut) : new Outcome.Completed(used == null ? Usage.NONE : used));
    if (downstream == null) {
      end(OutcomeKind.of(cut));
      client.fail(cut, attempts);
      return;
    }
    end(broken ? OutcomeKind.of(cut) : OutcomeKind.COMPLETED);
    Closing.close(
        downstream, broken ? Closing.BROKEN : Closing.sendable(code), socket.closeReason());
  }

  /** The client has left before its call was taken. */
  public void clientGone() {
    stop(new Failure.ClientGone("The client closed the connection."));
  }

  private void fail(Failure failure) {
    boolean open = downstream != null;
    if (!end(OutcomeKind.of(failure))) {
      return;
    }
    cancellation.cancel();
    if (open) {
      short code = failure instanceof Failure.Draining ? Closing.GOING_AWAY : Closing.NORMAL;
      Closing.close(downstream, code, failure.message());
      Closing.close(upstream, code, null);
    } else {
      Closing.close(upstream, Closing.GOING_AWAY, null);
      client.fail(failure, attempts);
    }
  }

  @Override
  protected void stop(Failure reason) {
    if (!ended) {
      settle(
          used != null && downstream != null
              ? new Outcome.Completed(used)
              : new Outcome.Abandoned(reason));
      fail(reason);
    }
  }

  private void settle(Outcome outcome) {
    AttemptRecord open = record;
    record = null;
    if (open != null) {
      open.settle(outcome, lane.nanos().getAsLong() - calledAt, used);
    }
  }

  @CanIgnoreReturnValue
  private boolean end(OutcomeKind kind) {
    if (ended) {
      return false;
    }
    ended = true;
    stay.end();
    if (downstream != null) {
      lane.stats().streamClosed();
    }
    lane.stats().exchangeEnded(Endpoint.REALTIME, kind);
    client.over();
    return true;
  }

  @Override
  protected long check(long now) {
    long idle = lastHeard + lane.config().passing().idle().toNanos();
    long life = started + lane.config().passing().lifetime().toNanos();
    if (now - life >= 0) {
      stop(new Failure.DeadlinePassed("The conversation lasted as long as it may."));
    } else if (now - idle >= 0) {
      stop(new Failure.DeadlinePassed("Nothing was said for too long."));
    }
    return Math.min(idle, life);
  }
}
