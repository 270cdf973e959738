package dev.sluice.pipeline;

import dev.sluice.health.HealthBoard;
import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.wire.Refusal;
import dev.sluice.wire.openai.ChatEnvelope;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How far an exchange has come on its plan: through the targets of the model, then through those of
 * its fallback models.
 *
 * <p>An upstream model that is already behind it under another name is passed over, and once a
 * context window was too small, so is every target that does not declare a larger one.
 */
final class Steps {
  private final Plan plan;
  private final String asked;

  /** Type of a tool that the Responses API alone has, null where none is asked for. */
  private final @Nullable String tool;

  /** The targets it goes through: 0 for the model's own, else the number of the fallback. */
  private int stage;

  private int cursor = -1;
  private int here;

  /** The largest context window that was too small, -1 when none was. */
  private int outgrown = -1;

  /** Targets of which a cap was spent when it was their turn. */
  private Set<TargetId> capped = Set.of();

  /** What the last attempt at the model's own targets failed of. */
  private @Nullable Failure own;

  /**
   * The beginning of a plan.
   *
   * @param asked the name that the client asked for
   */
  Steps(Plan plan, String asked) {
    this(plan, asked, null);
  }

  private Steps(Plan plan, String asked, @Nullable String tool) {
    this.plan = plan;
    this.asked = asked;
    this.tool = tool;
  }

  /** The beginning of a plan for a request. */
  static Steps of(Plan plan, ChatEnvelope request) {
    return new Steps(plan, request.model(), request.profile().tool());
  }

  /** What the model says about failed attempts, those at its fallbacks included. */
  FailoverRules rules() {
    return plan.model().policy().failover();
  }

  /** Whether the model refuses what would lose something, at its fallbacks too. */
  boolean strict() {
    return plan.model().policy().strict();
  }

  /** Goes on to the next target, null when there is none left. */
  @Nullable Target next() {
    here = 0;
    while (true) {
      cursor++;
      if (cursor < targets(stage).size()) {
        Target target = current();
        if (open(target, stage)) {
          return target;
        }
      } else if (stage < plan.fallbacks().size()) {
        stage++;
        cursor = -1;
      } else {
        return null;
      }
    }
  }

  private List<Target> targets(int at) {
    return at == 0 ? plan.targets() : plan.fallbacks().get(at - 1).targets();
  }

  private boolean open(Target target, int at) {
    if (outgrown >= 0 && target.traits().capabilities().context() <= outgrown) {
      return false;
    }
    for (int before = 0; before < at; before++) {
      for (Target passed : targets(before)) {
        if (same(passed, model(before), target, model(at))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean same(Target one, String served, Target other, String otherServed) {
    return one.provider().equals(other.provider())
        && one.upstreamFor(served).equals(other.upstreamFor(otherServed));
  }

  /** Goes on to the next target that is fit; null, and nothing moved, when there is none. */
  @Nullable Target next(Predicate<Target> fit) {
    int beforeStage = stage;
    int before = cursor;
    int tries = here;
    for (Target target = next(); target != null; target = next()) {
      if (fit.test(target)) {
        return target;
      }
    }
    stage = beforeStage;
    cursor = before;
    here = tries;
    return null;
  }

  /** The targets of the same model behind the current one; a fallback is another model. */
  List<Target> rest() {
    List<Target> all = targets(stage);
    return all.subList(Math.min(cursor + 1, all.size()), all.size()).stream()
        .filter(target -> open(target, stage))
        .toList();
  }

  /** The target it stands at. */
  Target current() {
    return targets(stage).get(cursor);
  }

  /** Name of the model that the current target serves. */
  String model() {
    return model(stage);
  }

  private String model(int at) {
    Model serving = at == 0 ? plan.model() : plan.fallbacks().get(at - 1).model();
    return serving.wildcard() ? asked : serving.name();
  }

  /** Counts an attempt at the current target. */
  void tried() {
    here++;
  }

  /** Attempts made at the current target. */
  int here() {
    return here;
  }

  /** How far an exchange has come that made so many attempts. */
  Progress progress(int attempts, HealthBoard health) {
    return new Progress(attempts, here, left(), health.of(current().id()).cooling());
  }

  /** Targets that are still to come. */
  int left() {
    return left(_ -> true);
  }

  /** Targets that are still to come and fit. */
  int left(Predicate<Target> fit) {
    int found = 0;
    for (int at = stage; at <= plan.fallbacks().size(); at++) {
      List<Target> all = targets(at);
      for (int place = at == stage ? cursor + 1 : 0; place < all.size(); place++) {
        Target target = all.get(place);
        if (open(target, at) && fit.test(target)) {
          found++;
        }
      }
    }
    return found;
  }

  /** Takes note that a target was passed over because a cap of it was spent. */
  void capped(TargetId target) {
    Set<TargetId> more = new HashSet<>(capped);
    more.add(target);
    capped = more;
  }

  /** Takes note that the attempt at the current target failed. */
  void failed(Failure failure) {
    if (stage == 0) {
      own = failure;
    }
    if (failure instanceof Failure.Rejected rejected
        && Refusal.of(rejected) == Refusal.CONTEXT_LENGTH) {
      outgrown = Math.max(outgrown, current().traits().capabilities().context());
    }
  }

  /**
   * What to tell the client in the end: what the model's own targets failed of. What a fallback
   * failed of would be about a request that the client did not make.
   *
   * @param pauses how long a target is known to stay away, zero when that is not known
   * @param caps how long until a target's caps have something left, zero when they do
   */
  Failure verdict(Function<TargetId, Duration> pauses, Function<TargetId, Duration> caps) {
    return own == null ? new Verdict(plan, tool, capped, pauses, caps).failure() : own;
  }
}
