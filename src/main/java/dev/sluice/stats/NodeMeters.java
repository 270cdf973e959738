package dev.sluice.stats;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Target;
import dev.sluice.telemetry.MeterNames;
import dev.sluice.telemetry.OutcomeKind;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The meters of a node: its statistics and its JVM, read when they are scraped. Nothing is written
 * to a meter on a request's way.
 */
public final class NodeMeters implements AutoCloseable {
  private static final double NANO_DOLLARS = 1e9;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final JvmGcMetrics collector = new JvmGcMetrics();
  private final NodeStats stats;
  private final List<TargetMeters> each = new ArrayList<>();
  private Set<Target> bound = Set.of();

  /** Binds the statistics and the JVM's own meters. */
  public NodeMeters(NodeStats stats) {
    this.stats = stats;
    bindEach((target, _) -> bindTarget(target));
    bindExchanges();
    bindLanes();
    registry.getPrometheusRegistry().register(new AttemptHistograms(stats));
    bindMachine();
  }

  /** Where further meters are registered. */
  public MeterRegistry registry() {
    return registry;
  }

  /** Adds the meters of another part of the node. */
  public void bind(MeterBinder meters) {
    meters.bindTo(registry);
  }

  /** Adds meters of every target that is counted, now and later. */
  public synchronized void bindEach(TargetMeters meters) {
    adopt();
    each.add(meters);
    bound.forEach(target -> meters.bind(target, registry));
  }

  /** Binds meters for the targets that are counted now; those of others are gone. */
  public synchronized void adopt() {
    Set<Target> next = new LinkedHashSet<>(stats.targets());
    Set<String> gone = new HashSet<>();
    for (Target target : bound) {
      if (!next.contains(target)) {
        gone.add(target.id().value());
      }
    }
    registry.getMeters().stream()
        .filter(meter -> gone.contains(meter.getId().getTag(MeterNames.TARGET)))
        .forEach(registry::remove);
    for (Target target : next) {
      if (!bound.contains(target)) {
        each.forEach(meters -> meters.bind(target, registry));
      }
    }
    bound = next;
  }

  /** All meters in Prometheus' text format, version 0.0.4. */
  public String scrape() {
    return registry.scrape();
  }

  @Override
  public void close() {
    collector.close();
    registry.close();
  }

  private void bindTarget(Target target) {
    Tags tags = Tags.of(MeterNames.TARGET, target.id().value());
    Tags attempt = tags.and(MeterNames.PROVIDER, target.provider());
    for (OutcomeKind kind : OutcomeKind.values()) {
      counter(
          MeterNames.ATTEMPTS,
          "Attempts ended.",
          attempt.and(MeterNames.OUTCOME, kind.id()),
          node -> node.sum(target.id(), counters -> counters.ended(kind)));
    }
    gauge(
        MeterNames.ATTEMPTS_IN_FLIGHT,
        "Attempts now under way.",
        tags,
        node -> node.sum(target.id(), TargetCounters::inFlight));
    counter(
        MeterNames.FRAMES,
        "Events of streams passed on.",
        tags,
        node -> node.sum(target.id(), TargetCounters::frames));
    tokens(target, "in", TargetCounters::inputTokens);
    tokens(target, "cached", TargetCounters::cachedTokens);
    tokens(target, "out", TargetCounters::outputTokens);
    tokens(target, "reasoning", TargetCounters::reasoningTokens);
    FunctionCounter.builder(
            MeterNames.COST,
            stats,
            node -> node.sum(target.id(), TargetCounters::costNanos) / NANO_DOLLARS)
        .description("Cost of the tokens at the configured prices.")
        .tags(tags)
        .register(registry);
  }

  private void tokens(Target target, String direction, ToLongFunction<TargetCounters> read) {
    counter(
        MeterNames.TOKENS,
        "Tokens; cached is a part of in, reasoning a part of out.",
        Tags.of(MeterNames.TARGET, target.id().value(), MeterNames.DIRECTION, direction),
        node -> node.sum(target.id(), read));
  }

  private void bindExchanges() {
    for (Endpoint endpoint : Endpoint.values()) {
      bindExchanges(endpoint, endpoint.id());
    }
    bindExchanges(null, MeterNames.NO_ENDPOINT);
  }

  private void bindExchanges(@Nullable Endpoint endpoint, String name) {
    for (OutcomeKind kind : OutcomeKind.values()) {
      counter(
          MeterNames.EXCHANGES,
          "Exchanges ended.",
          Tags.of(MeterNames.ENDPOINT, name, MeterNames.RESULT, kind.id()),
          node -> node.sum(lane -> lane.exchangesEnded(endpoint, kind)));
    }
  }

  private void bindLanes() {
    lanes(MeterNames.RETRIES, "Further attempts at the same target.", LaneStats::retries);
    lanes(MeterNames.FAILOVERS, "Further attempts at another target.", LaneStats::failovers);
    lanes(
        MeterNames.RETRIES_REFUSED,
        "Further attempts that the retry budget refused.",
        LaneStats::retriesRefused);
    lanes(
        MeterNames.HEARTBEATS,
        "Comments sent to keep silent streams alive.",
        LaneStats::heartbeats);
    now(MeterNames.EXCHANGES_IN_FLIGHT, "Exchanges now under way.", LaneStats::exchangesInFlight);
    now(MeterNames.EXCHANGES_WAITING, "Exchanges that wait for a place.", LaneStats::waiting);
    now(MeterNames.STREAMS_OPEN, "Streamed answers now open.", LaneStats::streamsOpen);
    now(MeterNames.CONNECTIONS, "Client connections now open.", LaneStats::connections);
  }

  private void bindMachine() {
    new JvmMemoryMetrics().bindTo(registry);
    collector.bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
  }

  private void lanes(String name, String help, ToLongFunction<LaneStats> read) {
    counter(name, help, Tags.empty(), node -> node.sum(read));
  }

  private void now(String name, String help, ToLongFunction<LaneStats> read) {
    gauge(name, help, Tags.empty(), node -> node.sum(read));
  }

  private void counter(String name, String help, Tags tags, ToLongFunction<NodeStats> read) {
    FunctionCounter.builder(name, stats, read::applyAsLong)
        .description(help)
        .tags(tags)
        .register(registry);
  }

  private void gauge(String name, String help, Tags tags, ToLongFunction<NodeStats> read) {
    Gauge.builder(name, stats, read::applyAsLong).description(help).tags(tags).register(registry);
  }
}
