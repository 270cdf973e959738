package dev.sluice.health;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.model.Target;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Probes the providers, tells the board what it found, and publishes which models there are. One a
 * node; the nodes of a fleet share the probes out among them.
 *
 * <p>Targets of a provider that is probed at one URL share its probe. A provider whose models are
 * to be discovered is asked for them at once, probes or no probes.
 */
public final class HealthCheckVerticle extends VerticleBase {
  private static final long TICK_MILLIS = 1_000;
  private static final String LISTING = "/models";

  private final HealthConfig config;
  private final HealthBoard board;
  private final List<ProbedProvider> providers;
  private final SplittableRandom random = new SplittableRandom();
  private final List<SharedProbe> probes = new ArrayList<>();
  private final ProbeDuties duties;
  private final Map<String, Set<String>> listed = new HashMap<>();
  private long ticker = -1;

  /** Probes the given providers once deployed. */
  public HealthCheckVerticle(
      HealthConfig config, HealthBoard board, List<ProbedProvider> providers) {
    this.config = config;
    this.board = board;
    this.providers = List.copyOf(providers);
    this.duties = new ProbeDuties(board.fleet().fleet(), config.interval(), System::nanoTime);
  }

  @Override
  public Future<?> start() {
    for (ProbedProvider provider : providers) {
      plan(provider);
    }
    board.fleet().listen(new FleetHealth.Ear(this::probed, this::listed));
    ticker = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
    probes.forEach(SharedProbe::start);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    probes.forEach(SharedProbe::stop);
    return Future.succeededFuture();
  }

  private void tick() {
    board.tick();
    probes.forEach(SharedProbe::consider);
  }

  private void probed(FleetHealth.Heard<Word.Probed> heard) {
    duties.probed(heard.from(), heard.word().key());
    context.runOnContext(_ -> probes.forEach(probe -> probe.probed(heard.word())));
  }

  private void listed(Word.Listed listed) {
    context.runOnContext(_ -> discovered(listed.provider(), listed.models()));
  }

  private void plan(ProbedProvider probed) {
    Probe probe = new Probe(vertx, probed, config.timeout());
    List<Target> targets = probed.probed();
    String name = probed.provider().name();
    boolean discover = probed.provider().discover();
    ProbeConfig kind = config.enabled() ? probed.provider().probe() : new ProbeConfig.None();
    if (kind instanceof ProbeConfig.Models) {
      if (discover || !targets.isEmpty()) {
        add(name + LISTING, targets, discover, false, () -> listing(name, probe.models()));
      }
      return;
    }
    if (discover) {
      add(name + LISTING, List.of(), true, true, () -> listing(name, probe.models()));
    }
    if (kind instanceof ProbeConfig.Path path && !targets.isEmpty()) {
      add(name + path.path(), targets, false, false, () -> probe.path(path.path()));
    } else if (kind instanceof ProbeConfig.Completion) {
      targets.forEach(target -> completion(probe, target));
    }
  }

  /** A target that serves whatever name comes has none that could be asked for. */
  private void completion(Probe probe, Target target) {
    @Nullable String upstream = target.upstream();
    if (upstream != null) {
      String key = target.id().value();
      add(key, List.of(target), false, false, () -> probe.completion(upstream));
    }
  }

  private void add(
      String key,
      List<Target> targets,
      boolean eager,
      boolean untilListed,
      Supplier<Future<Verdict>> question) {
    List<TargetHealth> healths = targets.stream().map(target -> board.of(target.id())).toList();
    Cadence cadence = new Cadence(config, eager, random.split());
    probes.add(
        new SharedProbe(
            key,
            duties,
            board.fleet(),
            healths,
            random.split(),
            (told, mine) -> new ProbeLoop(vertx, cadence, question, told, untilListed, mine)));
  }

  private Future<Verdict> listing(String provider, Future<Verdict> asked) {
    return asked.onSuccess(verdict -> {
      if (verdict instanceof Verdict.Alive alive
          && alive.models() != null
          && discovered(provider, alive.models())
          && duties.mine(provider + LISTING)) {
        board.fleet().listed(provider, alive.models());
      }
    });
  }

  /** Takes a list of models over; true when it is another one than before. */
  @CanIgnoreReturnValue
  private boolean discovered(String provider, Set<String> models) {
    Set<String> names = Set.copyOf(models);
    if (names.equals(listed.put(provider, names))) {
      return false;
    }
    probes.forEach(probe -> probe.listed(provider + LISTING, names));
    vertx
        .eventBus()
        .publish(Topics.MODELS_LISTED, new ModelsListed(provider, names), Topics.local());
    return true;
  }
}
