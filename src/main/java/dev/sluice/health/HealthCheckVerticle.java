package dev.sluice.health;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.ModelsListed;
import dev.sluice.bus.Topics;
import dev.sluice.config.HealthConfig;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
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

  private final HealthConfig config;
  private final HealthBoard board;
  private final List<ProbedProvider> first;
  private final Map<ProbedProvider, List<SharedProbe>> probes = new LinkedHashMap<>();
  private final ProbeDuties duties;
  private final Map<String, Set<String>> listed = new HashMap<>();
  private @Nullable ProbePlan plan;
  private long ticker = -1;

  /** Probes the given providers once deployed. */
  public HealthCheckVerticle(
      HealthConfig config, HealthBoard board, List<ProbedProvider> providers) {
    this.config = config;
    this.board = board;
    this.first = List.copyOf(providers);
    this.duties = new ProbeDuties(board.fleet().fleet(), config.interval(), System::nanoTime);
  }

  @Override
  public Future<?> start() {
    first.forEach(this::plan);
    board.fleet().listen(new FleetHealth.Ear(this::probed, this::listed));
    ticker = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
    each(SharedProbe::start);
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    each(SharedProbe::stop);
    return Future.succeededFuture();
  }

  /**
   * Probes these providers from now on. Those that are the same as before are probed on; what was
   * found of a target that is probed no more is given up.
   */
  public Future<Void> adopt(List<ProbedProvider> next) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        _ -> Future.<Void>succeededFuture().compose(_ -> change(next)).onComplete(done));
    return done.future();
  }

  private Future<Void> change(List<ProbedProvider> next) {
    Set<TargetHealth> before = probed();
    List<ProbedProvider> gone =
        probes.keySet().stream().filter(known -> !next.contains(known)).toList();
    gone.forEach(this::abandon);
    for (ProbedProvider provider : next) {
      if (!probes.containsKey(provider)) {
        plan(provider).forEach(SharedProbe::start);
      }
    }
    before.removeAll(probed());
    before.forEach(TargetHealth::unprobed);
    return Future.join(gone.stream().map(provider -> provider.client().close()).toList())
        .mapEmpty();
  }

  private Set<TargetHealth> probed() {
    Set<TargetHealth> targets = new HashSet<>();
    each(probe -> targets.addAll(probe.targets()));
    return targets;
  }

  private void abandon(ProbedProvider provider) {
    List<SharedProbe> ended = probes.remove(provider);
    if (ended != null) {
      ended.forEach(SharedProbe::stop);
    }
  }

  private void each(Consumer<SharedProbe> what) {
    probes.values().forEach(several -> several.forEach(what));
  }

  private void tick() {
    board.tick();
    each(SharedProbe::consider);
  }

  private void probed(FleetHealth.Heard<Word.Probed> heard) {
    duties.probed(heard.from(), heard.word().key());
    context.runOnContext(_ -> each(probe -> probe.probed(heard.word())));
  }

  private void listed(Word.Listed listed) {
    context.runOnContext(_ -> discovered(listed.provider(), listed.models()));
  }

  @CanIgnoreReturnValue
  private List<SharedProbe> plan(ProbedProvider probed) {
    // Others may have told its models when nobody here had a use for them.
    listed.remove(probed.provider().name());
    List<SharedProbe> planned = plan().probes(probed, asked -> listing(probed, asked));
    probes.put(probed, planned);
    return planned;
  }

  private ProbePlan plan() {
    ProbePlan known = plan;
    if (known == null) {
      known = new ProbePlan(vertx, config, board, duties);
      plan = known;
    }
    return known;
  }

  /** An answer that comes when the provider is gone, or another one has its name, is left out. */
  private Future<Verdict> listing(ProbedProvider probed, Future<Verdict> asked) {
    String provider = probed.provider().name();
    return asked.onSuccess(verdict -> {
      if (probes.containsKey(probed)
          && verdict instanceof Verdict.Alive alive
          && alive.models() != null
          && discovered(provider, alive.models())
          && duties.mine(ProbePlan.listing(provider))) {
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
    each(probe -> probe.listed(ProbePlan.listing(provider), names));
    vertx
        .eventBus()
        .publish(Topics.MODELS_LISTED, new ModelsListed(provider, names), Topics.local());
    return true;
  }
}
