package dev.sluice.health;

import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Target;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes the providers, tells the board what it found, and publishes which models there are. One a
 * node.
 *
 * <p>Targets of a provider that is probed at one URL share its probe. A provider whose models are
 * to be discovered is asked for them at once, probes or no probes.
 */
public final class HealthCheckVerticle extends VerticleBase {
  private static final long TICK_MILLIS = 1_000;

  private final HealthConfig config;
  private final HealthBoard board;
  private final List<ProbedProvider> providers;
  private final SplittableRandom random = new SplittableRandom();
  private final List<ProbeLoop> loops = new ArrayList<>();
  private final Map<String, Set<String>> listed = new HashMap<>();
  private long ticker = -1;

  /** Probes the given providers once deployed. */
  public HealthCheckVerticle(
      HealthConfig config, HealthBoard board, List<ProbedProvider> providers) {
    this.config = config;
    this.board = board;
    this.providers = List.copyOf(providers);
  }

  @Override
  public Future<?> start() {
    ticker = vertx.setPeriodic(TICK_MILLIS, _ -> board.tick());
    for (ProbedProvider provider : providers) {
      plan(provider);
    }
    loops.forEach(ProbeLoop::start);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    loops.forEach(ProbeLoop::stop);
    return Future.succeededFuture();
  }

  private void plan(ProbedProvider probed) {
    Probe probe = new Probe(vertx, probed, config.timeout());
    List<Target> targets = probed.probed();
    boolean discover = probed.provider().discover();
    ProbeConfig kind = config.enabled() ? probed.provider().probe() : new ProbeConfig.None();
    if (kind instanceof ProbeConfig.Models) {
      if (discover || !targets.isEmpty()) {
        loop(discover, false, probe::models, listing(probed).andThen(telling(targets)));
      }
      return;
    }
    if (discover) {
      loop(true, true, probe::models, listing(probed));
    }
    if (kind instanceof ProbeConfig.Path path && !targets.isEmpty()) {
      loop(false, false, () -> probe.path(path.path()), telling(targets));
    } else if (kind instanceof ProbeConfig.Completion) {
      targets.forEach(target -> completion(probe, target));
    }
  }

  /** A target that serves whatever name comes has none that could be asked for. */
  private void completion(Probe probe, Target target) {
    @Nullable String upstream = target.upstream();
    if (upstream != null) {
      loop(false, false, () -> probe.completion(upstream), telling(List.of(target)));
    }
  }

  private void loop(
      boolean eager,
      boolean untilListed,
      Supplier<Future<Verdict>> question,
      Consumer<Verdict> told) {
    Cadence cadence = new Cadence(config, eager, random.split());
    loops.add(new ProbeLoop(vertx, cadence, question, told, untilListed));
  }

  private Consumer<Verdict> telling(List<Target> targets) {
    List<TargetHealth> healths = targets.stream().map(target -> board.of(target.id())).toList();
    return verdict -> {
      switch (verdict) {
        case Verdict.Alive _ -> healths.forEach(TargetHealth::probedGood);
        case Verdict.Dead dead -> healths.forEach(health -> health.probedBad(dead.cause()));
        case Verdict.Unsaid _ -> {}
      }
    };
  }

  private Consumer<Verdict> listing(ProbedProvider probed) {
    String provider = probed.provider().name();
    return verdict -> {
      if (verdict instanceof Verdict.Alive alive && alive.models() != null) {
        Set<String> names = new HashSet<>(alive.models());
        if (!names.equals(listed.put(provider, names))) {
          vertx
              .eventBus()
              .publish(Topics.MODELS_LISTED, new ModelsListed(provider, names), Topics.local());
        }
      }
    };
  }
}
