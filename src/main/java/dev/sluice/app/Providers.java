package dev.sluice.app;

import dev.sluice.bus.Lanes;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import dev.sluice.provider.AdapterMaker;
import dev.sluice.provider.ProviderVerticle;
import dev.sluice.provider.ProviderVerticle.Staged;
import io.vertx.core.Deployable;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** What reaches the providers: verticles of each dialect, one on each event loop. */
final class Providers {
  private final Lanes lanes;
  private final Adapters adapters;
  private final Map<Dialect, List<ProviderVerticle>> verticles = new ConcurrentHashMap<>();

  /** Verticles that are nowhere yet. */
  Providers(Lanes lanes, Adapters adapters) {
    this.lanes = lanes;
    this.adapters = adapters;
  }

  /**
   * Deploys the verticles of all dialects, one after the other: of one that no provider speaks yet,
   * too, for a later configuration may have one.
   *
   * @param each deploys one instance on each event loop
   */
  Future<Void> deploy(SluiceConfig config, Function<Supplier<Deployable>, Future<?>> each) {
    Future<Void> before = Future.succeededFuture();
    for (Dialect dialect : Dialect.values()) {
      Map<String, AdapterMaker> makers = adapters.of(config.providers(), dialect);
      before = before.compose(_ -> each.apply(() -> verticle(dialect, makers))).mapEmpty();
    }
    return before;
  }

  private ProviderVerticle verticle(Dialect dialect, Map<String, AdapterMaker> makers) {
    ProviderVerticle made = new ProviderVerticle(dialect, lanes, makers);
    verticles.computeIfAbsent(dialect, _ -> new CopyOnWriteArrayList<>()).add(made);
    return made;
  }

  /**
   * Makes ready what another configuration needs; fails, with nothing left over, when a provider
   * cannot be reached as it says, for example for want of a file.
   */
  Future<Change> stage(SluiceConfig before, SluiceConfig after) {
    Set<ProviderConfig> known = new HashSet<>(before.providers());
    List<ProviderConfig> others =
        after.providers().stream().filter(provider -> !known.contains(provider)).toList();
    Adapters beside = adapters.beside(others);
    List<Future<Part>> parts = new ArrayList<>();
    try {
      for (Dialect dialect : Dialect.values()) {
        Map<String, AdapterMaker> makers = beside.of(others, dialect);
        Set<String> gone = reached(before, dialect);
        gone.removeAll(reached(after, dialect));
        for (ProviderVerticle verticle : verticles.getOrDefault(dialect, List.of())) {
          parts.add(verticle.stage(makers).map(staged -> new Part(verticle, staged, gone)));
        }
      }
    } catch (RuntimeException e) {
      return drop(parts).compose(_ -> Future.failedFuture(e));
    }
    return Future.join(parts)
        .map(_ -> new Change(after, beside, parts.stream().map(Future::result).toList()))
        .recover(cause -> drop(parts).compose(_ -> Future.failedFuture(cause)));
  }

  /** Names of the providers that verticles of the dialect reach. */
  private static Set<String> reached(SluiceConfig config, Dialect dialect) {
    return config.providers().stream()
        .filter(provider -> provider.enabled() && provider.dialect() == dialect)
        .map(ProviderConfig::name)
        .collect(Collectors.toCollection(HashSet::new));
  }

  private static Future<Void> drop(List<Future<Part>> parts) {
    return Future.join(
            parts.stream().map(part -> part.compose(Part::drop).otherwiseEmpty()).toList())
        .mapEmpty();
  }

  /** What one verticle has ready. */
  private record Part(ProviderVerticle verticle, Staged staged, Set<String> gone) {
    Future<Void> drop() {
      return verticle.drop(staged);
    }
  }

  /** What is ready to be used by the providers of another configuration. */
  final class Change {
    private final SluiceConfig config;
    private final Adapters beside;
    private final List<Part> parts;

    private Change(SluiceConfig config, Adapters beside, List<Part> parts) {
      this.config = config;
      this.beside = beside;
      this.parts = parts;
    }

    /**
     * Uses it.
     *
     * @param patience after which nothing is left of what was begun before
     */
    Future<Void> take(Duration patience) {
      adapters.count(config, beside);
      return Future.join(
              parts.stream()
                  .map(part -> part.verticle.adopt(part.staged, part.gone, patience))
                  .toList())
          .mapEmpty();
    }

    /** Gives it up. */
    Future<Void> drop() {
      return Future.join(parts.stream().map(Part::drop).toList()).mapEmpty();
    }
  }
}
