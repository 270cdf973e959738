package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.openai.ChatPrefill;
import dev.sluice.wire.openai.ChatStream;
import dev.sluice.wire.openai.Seam;
import dev.sluice.wire.openai.Transcript;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rescue of one exchange's stream: remembers what the client was sent, and when an attempt
 * breaks off has another one go on with it.
 *
 * <p>An attempt that is given the text goes on with it by construction; one that begins anew must
 * repeat it word for word, which few do, and is paid for what it repeats. So all {@link Ways} of
 * the first kind come before those of the second.
 */
final class Rescue {
  private final Lane lane;
  private final Exchange exchange;
  private final Transcript transcript = new Transcript();
  private final List<Leg> legs = new ArrayList<>(2);
  private @Nullable Ways ways;
  private Ways.@Nullable Way way;
  private @Nullable Failure cause;
  private int given;

  private Rescue(Lane lane, Exchange exchange) {
    this.lane = lane;
    this.exchange = exchange;
  }

  /** The rescue of an exchange that begins now, null when there is to be none. */
  static @Nullable Rescue of(Lane lane, Exchange exchange, Model model) {
    ChatEnvelope envelope = exchange.request().envelope();
    return model.policy().rescue() && envelope.stream() && envelope.choices() == 1
        ? new Rescue(lane, exchange)
        : null;
  }

  /** Whether a stream broke, so that attempts go on with its answer. */
  boolean underWay() {
    return cause != null;
  }

  /** The stream of an answer that begins now. */
  ChatStream stream(ChatStream.Options options) {
    return new ChatStream(options, transcript, null);
  }

  /**
   * An attempt broke after a part of its answer was sent: another one goes on, or the client is
   * told.
   *
   * @param others targets that could go on
   */
  void brokeOff(AttemptRun run, Failure failure, List<Target> others) {
    Buffer end = run.conclusion();
    if (end != null) {
      exchange.finish(run.head(), end);
    } else if (!(failure instanceof Failure.Upstream) || run.overdue() || !transcript.joinable()) {
      exchange.fail(failure);
    } else {
      note(run);
      cause = failure;
      boolean again = failure instanceof Failure.Cut;
      if (ways == null) {
        ways = new Ways(others);
      }
      if (again) {
        ways.once(run.target());
      }
      next(ways, failure);
    }
  }

  /** An attempt to go on failed before it said anything that the client had not. */
  void failed(AttemptRun run, Failure failure) {
    Ways left = ways;
    Failure broke = cause;
    if (left == null || broke == null) {
      throw new IllegalStateException("no stream broke");
    }
    note(run);
    if (failure instanceof Failure.Rejected && way != null && way.prefilled()) {
      left.restart(way.target());
    }
    next(left, broke);
  }

  private void note(AttemptRun run) {
    if (run.begun()) {
      legs.add(new Leg(run, given, run.pieces()));
    }
  }

  private void next(Ways left, Failure broke) {
    for (Ways.Way tried = left.next(); tried != null; tried = left.next()) {
      Sequel sequel = Tries.fit(lane, tried.target()) ? sequel(tried) : null;
      if (sequel == null) {
        if (tried.prefilled()) {
          left.restart(tried.target());
        }
      } else if (!mayTry()) {
        break;
      } else if (begin(tried, sequel)) {
        lane.stats().detours().rescueBegun(OutcomeKind.of(broke));
        return;
      }
    }
    exchange.fail(broke);
  }

  private boolean begin(Ways.Way tried, Sequel sequel) {
    int before = given;
    way = tried;
    given = tried.prefilled() ? transcript.words() : 0;
    boolean begun = exchange.begin(tried.target(), sequel);
    given = begun ? given : before;
    return begun;
  }

  /** Takes the right to one further attempt. */
  private boolean mayTry() {
    if (exchange.attempts() >= lane.policy().most(exchange.rules())) {
      return false;
    }
    boolean granted = lane.retries().retry();
    if (!granted) {
      lane.stats().retryRefused();
    }
    return granted;
  }

  /** How to go on in this way; null when the request cannot be put so. */
  private @Nullable Sequel sequel(Ways.Way tried) {
    ExchangeRequest request = exchange.request();
    String comment = "sluice rescued by " + tried.target().id();
    if (!tried.prefilled()) {
      return new Sequel(
          request,
          options ->
              new ChatStream(
                  options, transcript, Seam.restarted(transcript, comment, this::total)));
    }
    Buffer body = ChatPrefill.of(request.body(), transcript.text(), transcript.words());
    return body == null
        ? null
        : new Sequel(
            request.with(body),
            options ->
                new ChatStream(
                    options, transcript, Seam.prefilled(transcript, comment, this::total)));
  }

  /** What all attempts used, from what the last one says. */
  private Usage total(Usage last) {
    Usage sum = last;
    for (Leg leg : legs) {
      sum = sum.plus(leg.usage(prompt(last)));
    }
    return sum;
  }

  /** Tokens of the client's own prompt. */
  private long prompt(Usage last) {
    return Math.max(0, last.inputTotal() - given);
  }

  /** The answer is complete. */
  void completed(@Nullable AttemptRun last) {
    Failure broke = cause;
    if (broke == null) {
      return;
    }
    lane.stats().detours().rescueCompleted(OutcomeKind.of(broke));
    Usage told = last == null ? null : last.told();
    for (Leg leg : legs) {
      if (leg.run().told() == null) {
        leg.run().estimated(leg.usage(prompt(told == null ? Usage.NONE : told)));
      }
    }
  }

  /**
   * An attempt that did not complete the answer.
   *
   * @param given tokens of the answer that were given to it, an estimate
   * @param made tokens that it made, an estimate
   */
  private record Leg(AttemptRun run, int given, int made) {
    Usage usage(long prompt) {
      Usage told = run.told();
      return told == null ? Usage.of(prompt + given, made) : told;
    }
  }
}
