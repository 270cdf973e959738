package dev.sluice.pipeline;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Topics;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.Outcome;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.surface.OpenAiSurface;
import dev.sluice.wire.surface.StreamTerms;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** One try at one target: asks the provider, watches the clock, ends in exactly one outcome. */
final class AttemptRun {
  private static final String EVENTS = "text/event-stream";

  /** How long a provider may take to close a stream that has said its last word. */
  private static final long LINGER_NANOS = 1_000_000_000L;

  /** How soon to look again for a target that could take a late one's place. */
  private static final long LOOK_AGAIN_NANOS = 200_000_000L;

  private static final Reply UNSERVED =
      new Reply.Failed(new Failure.Internal("No provider of the dialect is there."));

  private final Lane lane;
  private final Asker exchange;
  private final Target target;
  private final String model;
  private final AttemptRecord record;
  private final @Nullable Sequel sequel;
  private final Cancellation cancellation = new Cancellation();
  private final long started;
  private long lastHeard;
  private boolean spoke;
  private boolean settled;
  private boolean overdue;
  private @Nullable Relay relay;
  private @Nullable String media;
  private @Nullable String dropped;
  private @Nullable Linger linger;

  /**
   * An attempt that begins now.
   *
   * @param model name of the model that the target serves
   * @param sequel how it goes on with another attempt's answer, null when it begins one
   */
  AttemptRun(
      Lane lane,
      Asker exchange,
      Target target,
      String model,
      AttemptRecord record,
      @Nullable Sequel sequel) {
    this.lane = lane;
    this.exchange = exchange;
    this.target = target;
    this.model = model;
    this.record = record;
    this.sequel = sequel;
    this.started = lane.nanos().getAsLong();
    this.lastHeard = started;
  }

  void start() {
    ExchangeRequest request = sequel == null ? exchange.request() : sequel.request();
    ChatEnvelope envelope = request.envelope();
    String upstream = target.upstreamFor(model);
    Buffer body =
        request.upload() == null
            ? request.surface().prepare(request.endpoint(), request.body(), envelope, upstream)
            : request.body();
    Attempt attempt =
        new Attempt(
            request.endpoint(),
            request.spoken(),
            target,
            model,
            upstream,
            body,
            request.upload(),
            envelope.stream(),
            request.demand().promptTokens(),
            request.id(),
            request.authorization(),
            request.aside(exchange.strict()),
            cancellation);
    Topics.provider(lane.number(), target.dialect())
        .ask(lane.vertx(), attempt, this::replied, UNSERVED);
  }

  private void replied(Reply reply) {
    if (settled) {
      return;
    }
    switch (reply) {
      case Reply.Failed failed -> broken(failed.failure());
      case Reply.Answered answered -> {
        record.limits(answered.headers());
        dropped = answered.headers().get(Dropped.HEADER);
        carry(answered);
      }
    }
  }

  private void carry(Reply.Answered answered) {
    String type = answered.headers().get("content-type");
    boolean stream =
        endpoint().streamsAtWill() ? events(type) : exchange.request().envelope().stream();
    Relay carrier = stream ? streamRelay(answered) : answerRelay(answered);
    if (endpoint().media()) {
      media = type == null ? "application/octet-stream" : type;
    } else if (type != null && !type.toLowerCase(Locale.ROOT).startsWith(expected(stream))) {
      broken(new Failure.Garbled("The provider answered with an unexpected content type."));
      return;
    }
    relay = carrier;
    carrier.begin();
  }

  private Endpoint endpoint() {
    return exchange.request().endpoint();
  }

  private static String expected(boolean stream) {
    return stream ? EVENTS : "application/json";
  }

  private static boolean events(@Nullable String type) {
    return type != null && type.toLowerCase(Locale.ROOT).startsWith(EVENTS);
  }

  private Relay streamRelay(Reply.Answered answered) {
    ExchangeRequest request = exchange.request();
    StreamTerms terms =
        new StreamTerms(
            publicModel(),
            request.envelope().includeUsage(),
            lane.config().limits().frame(),
            request.id(),
            System.currentTimeMillis() / 1000,
            request.demand().promptTokens(),
            request.envelope().choices());
    return new StreamRelay(
        this,
        answered,
        sequel == null
            ? exchange.stream(terms)
            : sequel.streams().apply(OpenAiSurface.options(terms)));
  }

  private Relay answerRelay(Reply.Answered answered) {
    return new AnswerRelay(this, exchange.request(), answered, lane.config().limits().answer());
  }

  /** The house's name of the model when the provider knows it by another; else null. */
  @Nullable String publicModel() {
    return target.upstreamFor(model).equals(model) ? null : model;
  }

  /** The provider said something. */
  void heard() {
    lastHeard = lane.nanos().getAsLong();
    if (!spoke && !exchange.rules().betweenTokens().isZero()) {
      exchange.look();
    }
  }

  boolean settled() {
    return settled;
  }

  /** Whether something of its answer was sent. */
  boolean speaking() {
    return spoke;
  }

  /** Sends events to the client; true when the provider should wait for it. */
  boolean send(Buffer events) {
    speak();
    return exchange.send(head(), events, lastHeard);
  }

  /** Sends the last events of a stream. */
  void finish(Buffer events) {
    speak();
    settle(new Outcome.Completed(usage()));
    Linger wait = new Linger(lane.watchdog(), cancellation);
    wait.until(lastHeard + LINGER_NANOS);
    linger = wait;
    exchange.finish(head(), events);
  }

  /** Sends a whole answer. */
  void answered(Buffer body) {
    speak();
    settle(new Outcome.Completed(usage()));
    exchange.answer(head(), body);
  }

  private void speak() {
    if (!spoke) {
      spoke = true;
      exchange.speaks(this);
      record.firstByte(lastHeard - started);
    }
  }

  AnswerHead head() {
    String asked = exchange.request().envelope().model();
    return new AnswerHead(
        target.id(), exchange.attempts(), model.equals(asked) ? null : model, media, dropped);
  }

  private Usage usage() {
    Usage known = relay == null ? null : relay.usage();
    return known == null ? Usage.NONE : known;
  }

  /** The attempt failed. */
  void broken(Failure failure) {
    if (settled) {
      return;
    }
    cancellation.cancel();
    settle(outcome(failure));
    if (spoke) {
      exchange.brokeOff(this, failure);
    } else {
      exchange.attemptFailed(this, failure);
    }
  }

  private static Outcome outcome(Failure failure) {
    return switch (failure) {
      case Failure.Upstream upstream -> new Outcome.Failed(upstream);
      case Failure.Client client -> new Outcome.Refused(client);
      case Failure.House house -> new Outcome.Abandoned(house);
    };
  }

  /** Gives the attempt up for a reason that says nothing about the target. */
  void abandon(Failure reason) {
    if (!settled) {
      cancellation.cancel();
      settle(new Outcome.Abandoned(reason));
    }
  }

  /** The provider's stream has ended by itself. */
  void over() {
    if (linger != null) {
      linger.end();
      linger = null;
    }
  }

  /**
   * Gives the attempt up because another one answered first.
   *
   * @param late whether it was late itself: its first token took at least as long as until now
   */
  void outrun(Failure reason, boolean late) {
    if (late && !settled) {
      record.firstByte(lane.nanos().getAsLong() - started);
    }
    abandon(reason);
  }

  /** Adds what the attempt is estimated to have used, which its provider did not say. */
  void estimated(Usage usage) {
    record.estimated(usage);
  }

  private void settle(Outcome outcome) {
    settled = true;
    Usage told = told();
    record.settle(outcome, lane.nanos().getAsLong() - started, told);
    exchange.settled(this, told);
  }

  /** What the provider said that it used, null when it did not. */
  @Nullable Usage told() {
    return relay == null ? null : relay.usage();
  }

  /** Whether its answer began. */
  boolean begun() {
    return relay != null;
  }

  /** Estimate of the tokens that its answer had, 0 when no note was taken of them. */
  int pieces() {
    return relay == null ? 0 : relay.pieces();
  }

  /** What the client gets last when the answer only lacks its end, else null. */
  @Nullable Buffer conclusion() {
    return relay == null ? null : relay.conclusion();
  }

  /**
   * How the client is told that the answer breaks off, null where what it was sent is no matter.
   */
  @Nullable Buffer lastWords(Failure why) {
    return relay == null ? null : relay.lastWords(why);
  }

  /** Whether it failed by taking longer than an attempt may, rather than by a fault. */
  boolean overdue() {
    return overdue;
  }

  Target target() {
    return target;
  }

  /** When it began, on the lane's clock. */
  long started() {
    return started;
  }

  void drained() {
    if (relay != null && !settled) {
      relay.drained();
      exchange.look();
    }
  }

  /** Fails the attempt when a time bound has passed; returns when to look again. */
  long check(long now) {
    ExchangeRequest request = exchange.request();
    long whole = request.waitedUntil(started, now) + target.timeouts().whole().toNanos();
    long silence =
        request.waitedUntil(lastHeard, now)
            + (spoke ? target.timeouts().betweenBytes() : target.timeouts().firstByte()).toNanos();
    boolean silent = relay == null || !relay.waiting();
    if (now - whole >= 0 && !silent) {
      broken(new Failure.DeadlinePassed("The client took the answer too slowly."));
      return now;
    }
    if (now - whole >= 0) {
      overdue = true;
      broken(new Failure.Silent("The provider took longer than the time allowed for an answer."));
      return now;
    }
    if (silent && now - silence >= 0) {
      broken(new Failure.Silent("The provider stayed silent for too long."));
      return now;
    }
    long due = silent ? Math.min(whole, silence) : whole;
    return spoke ? due : Math.min(due, checkLate(now));
  }

  /** Gives a late target up when another one could answer; returns when to look again. */
  private long checkLate(long now) {
    boolean stream = exchange.request().envelope().stream();
    long late =
        lane.policy().patience().lateAt(exchange.rules(), target, stream, started, lastHeard);
    if (now - late < 0) {
      return late;
    }
    if (!exchange.elsewhere()) {
      return now + LOOK_AGAIN_NANOS;
    }
    broken(new Failure.Silent("The provider let its first token wait for too long."));
    return now;
  }
}
