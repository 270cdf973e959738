package dev.sluice.pipeline;

import dev.sluice.limit.HedgeBudget;
import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The hedging of one exchange: at most one second attempt, when the first one is late and the
 * model's budget allows it.
 */
final class Hedge {
  private static final long NEVER = Long.MAX_VALUE / 4;
  private static final Failure OUTRUN =
      new Failure.Outrun("Another target of the model answered first.");

  private final Lane lane;
  private final Exchange exchange;
  private final HedgeBudget budget;
  private boolean over;
  private boolean refused;
  private @Nullable AttemptRun timed;
  private long lateAt;
  private @Nullable AttemptRun second;
  private long expected;
  private @Nullable Target outrun;

  private Hedge(Lane lane, Exchange exchange, HedgeBudget budget) {
    this.lane = lane;
    this.exchange = exchange;
    this.budget = budget;
    budget.request();
  }

  /** The hedging of an exchange that begins now, null when its model does not hedge. */
  static @Nullable Hedge of(Lane lane, Exchange exchange, Model model) {
    return model.policy().hedging().requests() > 0
        ? new Hedge(lane, exchange, lane.hedges().budget(model))
        : null;
  }

  /** Asks a second target when the first one is late; returns when to look again. */
  long check(Runs runs, long now) {
    AttemptRun first = runs.first();
    boolean most = exchange.attempts() >= lane.policy().most(exchange.rules());
    if (over || most || first == null || runs.two() || runs.speaking()) {
      return now + NEVER;
    }
    long late = lateAt(first, now);
    if (now - late < 0) {
      return late;
    }
    over = true;
    AttemptRun asked = exchange.beginSecond(this::allows);
    if (asked != null) {
      second = asked;
      expected = budget.hedge(asked.target().price());
      lane.stats().detours().hedged();
    } else if (refused) {
      lane.stats().detours().hedgeRefused();
    }
    return now;
  }

  private long lateAt(AttemptRun first, long now) {
    if (first != timed) {
      timed = first;
      long bound = lane.hedges().late(first.target(), exchange.request().envelope().stream());
      lateAt = bound > 0 ? first.started() + bound : now + NEVER;
    }
    return lateAt;
  }

  private boolean allows(Target target) {
    if (!Tries.fit(lane, target)) {
      return false;
    }
    boolean allowed = budget.allows(target.price());
    refused |= !allowed;
    return allowed;
  }

  /** One of the two attempts answers first: the other one is given up. */
  void decided(AttemptRun winner, AttemptRun loser) {
    boolean won = winner == second;
    if (won) {
      lane.stats().detours().hedgeWon();
    }
    outrun = loser.target();
    loser.outrun(OUTRUN, won);
  }

  /** The targets, and the one that was given up though it had not failed. */
  List<Target> with(List<Target> targets) {
    Target slow = outrun;
    if (slow == null) {
      return targets;
    }
    List<Target> all = new ArrayList<>(targets);
    all.add(slow);
    return all;
  }

  /** An attempt of the exchange ended; what it cost is known when its usage is. */
  void settled(AttemptRun run, @Nullable Usage usage) {
    if (usage == null) {
      return;
    }
    if (run == second) {
      budget.settledHedge(expected, run.target().price(), usage);
    } else {
      budget.settled(run.target().price(), usage);
    }
  }
}
