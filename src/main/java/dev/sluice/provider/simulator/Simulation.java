package dev.sluice.provider.simulator;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt at the simulator. Confined to its lane. */
final class Simulation {
  private static final int OK = 200;
  private static final int NOT_FOUND = 404;
  private static final int ERROR = 500;

  private final SimulatorAdapter adapter;
  private final Attempt attempt;
  private final SplittableRandom chance;
  private final Pace pace;
  private final Consumer<Reply> replyTo;
  private @Nullable PacedBody body;
  private Runnable disarm = () -> {};
  private boolean replied;

  Simulation(
      SimulatorAdapter adapter, Attempt attempt, SplittableRandom chance, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.attempt = attempt;
    this.chance = chance;
    this.pace = new Pace(adapter.config(), chance);
    this.replyTo = replyTo;
  }

  void start() {
    attempt.cancellation().onCancel(this::cancel);
    if (replied) {
      return;
    }
    SimulatorConfig config = adapter.config();
    Fault fault = Fault.at(chance.nextDouble(), config.faults());
    switch (fault) {
      case THROTTLED ->
          fail(
              new Failure.Throttled(
                  "The simulator asks for fewer requests.", config.faults().retryAfter(), false));
      case ERROR -> fail(new Failure.Unavailable(ERROR, "The simulator failed on purpose.", null));
      case RESET ->
          fail(new Failure.Unreachable("The simulator closed the connection on purpose."));
      case NONE, STALL, CUT -> answer(fault);
    }
  }

  private void answer(Fault fault) {
    if (attempt.endpoint() == Endpoint.EMBEDDINGS) {
      Completion vectors = Vectors.answer(attempt.body(), attempt.upstreamModel());
      after(pace.firstToken(), () -> begin(false, vectors, fault));
    } else if (attempt.endpoint() == Endpoint.CHAT) {
      chat(fault);
    } else {
      fail(unable(attempt.endpoint()));
    }
  }

  private static Failure unable(Endpoint endpoint) {
    return new Failure.Rejected(
        NOT_FOUND,
        "The simulator answers chats and embeddings only, not "
            + endpoint.id()
            + ": give the model a target at a provider that does.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  private void chat(Fault fault) {
    ChatEnvelope ask;
    try {
      ask = ChatEnvelope.scan(attempt.body());
    } catch (FailureException e) {
      fail(e.failure());
      return;
    }
    CompletionText text =
        new CompletionText(
            ask,
            chance,
            attempt.upstreamModel(),
            attempt.body().length(),
            adapter.config().length(),
            adapter.clock().instant().getEpochSecond());
    // A stream begins with its first token, a plain answer when all its tokens are made.
    long delay = pace.firstToken() + (ask.stream() ? 0 : pace.gaps(text.tokens() - 1));
    after(delay, () -> begin(ask.stream(), text.write(), fault));
  }

  private void begin(boolean stream, Completion completion, Fault fault) {
    Pace parts = stream ? pace : Pace.AT_ONCE;
    PacedBody begun = new PacedBody(adapter.vertx(), adapter.nanos(), completion, parts, fault);
    body = begun;
    MultiMap headers =
        HttpHeaders.headers()
            .set("content-type", stream ? "text/event-stream; charset=utf-8" : "application/json")
            .set("x-request-id", attempt.requestId());
    reply(new Reply.Answered(OK, headers, begun));
  }

  private void after(long delayNanos, Runnable next) {
    if (delayNanos <= 0) {
      next.run();
      return;
    }
    long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delayNanos + 999_999));
    long timer = adapter.vertx().setTimer(millis, _ -> next.run());
    disarm = () -> adapter.vertx().cancelTimer(timer);
  }

  private void cancel() {
    disarm.run();
    if (body != null) {
      body.drop();
    }
    fail(new Failure.ClientGone("The attempt was given up."));
  }

  private void fail(Failure failure) {
    reply(new Reply.Failed(failure));
  }

  private void reply(Reply reply) {
    if (!replied) {
      replied = true;
      replyTo.accept(reply);
    }
  }
}
