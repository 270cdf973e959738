package dev.sluice.health;

import dev.sluice.config.HealthConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Target;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Which probes a provider gets, by its settings. */
final class ProbePlan {
  private static final String LISTING = "/models";

  private final Vertx vertx;
  private final HealthConfig config;
  private final HealthBoard board;
  private final ProbeDuties duties;
  private final SplittableRandom random = new SplittableRandom();

  /** Plans for the targets of a board. */
  ProbePlan(Vertx vertx, HealthConfig config, HealthBoard board, ProbeDuties duties) {
    this.vertx = vertx;
    this.config = config;
    this.board = board;
    this.duties = duties;
  }

  /** By which members know the probe that brings a provider's list of models. */
  static String listing(String provider) {
    return provider + LISTING;
  }

  /**
   * The provider's probes, which have not begun.
   *
   * @param listed told of the answer of each that brings its list of models
   */
  List<SharedProbe> probes(
      ProbedProvider probed, Function<Future<Verdict>, Future<Verdict>> listed) {
    Probe probe = new Probe(vertx, probed, config.timeout());
    List<Target> targets = probed.probed();
    String listing = listing(probed.provider().name());
    boolean discover = probed.provider().discover();
    ProbeConfig kind = config.enabled() ? probed.provider().probe() : new ProbeConfig.None();
    Supplier<Future<Verdict>> models = () -> listed.apply(probe.models());
    if (kind instanceof ProbeConfig.Models) {
      return discover || !targets.isEmpty()
          ? List.of(probe(listing, targets, discover, false, models))
          : List.of();
    }
    List<SharedProbe> probes = new ArrayList<>();
    if (discover) {
      probes.add(probe(listing, List.of(), true, true, models));
    }
    if (kind instanceof ProbeConfig.Path path && !targets.isEmpty()) {
      String key = probed.provider().name() + path.path();
      probes.add(probe(key, targets, false, false, () -> probe.path(path.path())));
    } else if (kind instanceof ProbeConfig.Completion) {
      targets.forEach(target -> completion(probe, target, probes));
    }
    return probes;
  }

  /** A target that serves whatever name comes has none that could be asked for. */
  private void completion(Probe probe, Target target, List<SharedProbe> into) {
    @Nullable String upstream = target.upstream();
    if (upstream != null) {
      String key = target.id().value();
      into.add(probe(key, List.of(target), false, false, () -> probe.completion(upstream)));
    }
  }

  private SharedProbe probe(
      String key,
      List<Target> targets,
      boolean eager,
      boolean untilListed,
      Supplier<Future<Verdict>> question) {
    List<TargetHealth> healths = targets.stream().map(target -> board.of(target.id())).toList();
    Cadence cadence = new Cadence(config, eager, random.split());
    return new SharedProbe(
        key,
        duties,
        board.fleet(),
        healths,
        random.split(),
        (told, mine) -> new ProbeLoop(vertx, cadence, question, told, untilListed, mine));
  }
}
