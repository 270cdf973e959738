package dev.sluice.pipeline;

import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What to tell a client when no target of a plan let itself be tried.
 *
 * @param tool type of a tool that the Responses API alone has, null where none is asked for
 * @param capped targets of which a cap was spent when it was their turn
 * @param pauses how long a target is known to stay away, zero when that is not known
 * @param caps how long until a target's caps have something left, zero when they do
 */
record Verdict(
    Plan plan,
    @Nullable String tool,
    Set<TargetId> capped,
    Function<TargetId, Duration> pauses,
    Function<TargetId, Duration> caps) {
  private static final Duration SOON = Duration.ofSeconds(1);
  private static final int LONGEST_ECHO = 64;

  /** The failure, with the shortest time after which one of the targets is known to be back. */
  Failure failure() {
    String why = why();
    if (unfit()) {
      return noneFits(why);
    }
    Duration pause = pause();
    String model = plan.model().name();
    return allCapped()
        ? new Failure.RateCapped(
            "The caps of all targets of model '" + model + "' are spent" + why + ".", pause)
        : new Failure.NoTarget(
            "No target of model '" + model + "' can be tried now" + why + ".", pause);
  }

  private String why() {
    StringBuilder why = new StringBuilder();
    for (Plan.Excluded out : plan.excluded()) {
      why.append(why.isEmpty() ? ": " : ", ").append(out.target()).append(" (");
      why.append(out.why().id());
      if (out.cap() != null) {
        why.append(" by ").append(out.cap());
      }
      why.append(')');
    }
    return why.toString();
  }

  /** Whether no target is fit for this request, however long it waits. */
  private boolean unfit() {
    List<Exclusion> reasons =
        plan.excluded().stream()
            .map(Plan.Excluded::why)
            .filter(why -> why != Exclusion.DISABLED)
            .toList();
    return planned().findAny().isEmpty()
        && !reasons.isEmpty()
        && reasons.stream().allMatch(Exclusion::ofRequest);
  }

  private Failure noneFits(String why) {
    if (tool != null && plan.model().targets().stream().noneMatch(Target::hasResponsesTools)) {
      return new Failure.BadRequest(
          "The tool `%s` is one of the Responses API, by which no target of model '%s' is asked."
                  .formatted(shown(tool), plan.model().name())
              + " Give it a target with api: responses or both.",
          "tools",
          "unsupported_parameter");
    }
    boolean tooLong = plan.excluded().stream().allMatch(out -> out.why() == Exclusion.CONTEXT);
    return new Failure.BadRequest(
        "No target of model '" + plan.model().name() + "' fits this request" + why + ".",
        null,
        tooLong ? "context_length_exceeded" : "no_target_fits");
  }

  private static String shown(String tool) {
    return tool.substring(0, Math.min(LONGEST_ECHO, tool.length()));
  }

  /** Whether waiting would help, and all that is waited for are caps. */
  private boolean allCapped() {
    boolean others = plan.excluded().stream().anyMatch(out -> passes(out.why()));
    boolean spent = plan.excluded().stream().anyMatch(out -> out.why() == Exclusion.RATE_CAPPED);
    return !others && own().allMatch(this::spent) && (spent || !plan.targets().isEmpty());
  }

  private static boolean passes(Exclusion why) {
    return switch (why) {
      case COOLING, BREAKER_OPEN, UNHEALTHY, FULL -> true;
      case RATE_CAPPED, DISABLED, CONTEXT, CAPABILITY, CONSTRAINT -> false;
    };
  }

  /** A cap may have something again by now; what counts is that it had nothing for this request. */
  private boolean spent(TargetId target) {
    return !pauses.apply(target).isPositive()
        && (capped.contains(target) || caps.apply(target).isPositive());
  }

  private Stream<TargetId> own() {
    return plan.targets().stream().map(Target::id);
  }

  private Stream<TargetId> planned() {
    return Stream.concat(
        own(), plan.fallbacks().stream().flatMap(it -> it.targets().stream()).map(Target::id));
  }

  private Duration pause() {
    Stream<Duration> refused =
        planned().map(target -> spent(target) ? caps.apply(target) : pauses.apply(target));
    return Stream.concat(plan.excluded().stream().flatMap(this::pause), refused)
        .filter(Duration::isPositive)
        .min(Duration::compareTo)
        .orElse(SOON);
  }

  private Stream<Duration> pause(Plan.Excluded out) {
    return switch (out.why()) {
      case COOLING, BREAKER_OPEN, UNHEALTHY -> Stream.of(pauses.apply(out.target()));
      case RATE_CAPPED -> Stream.of(caps.apply(out.target()));
      case FULL -> Stream.of(SOON);
      case DISABLED, CONTEXT, CAPABILITY, CONSTRAINT -> Stream.of();
    };
  }
}
