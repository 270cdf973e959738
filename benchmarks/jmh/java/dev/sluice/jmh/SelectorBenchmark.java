package dev.sluice.jmh;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Caps;
import dev.sluice.model.Demand;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Estimate;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Traits;
import dev.sluice.model.Wishes;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Router;
import dev.sluice.routing.Statistics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Time of one whole plan over twenty targets, by strategy and by how the name is found. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class SelectorBenchmark {
  private static final int TARGETS = 20;
  private static final int REQUESTS = 64;
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How targets are ordered. */
  @Param public Strategy strategy = Strategy.ROUND_ROBIN;

  /** Targets of the twenty that are down. */
  @Param({"0", "3"})
  public int down;

  private final RouteQuery[] exact =
      IntStream.range(0, REQUESTS).mapToObj(each -> request(each, 0)).toArray(RouteQuery[]::new);
  private final RouteQuery pattern = new RouteQuery(Endpoint.CHAT, "claude-sonnet-4");
  private final RouteQuery[] turns =
      IntStream.range(0, REQUESTS)
          .mapToObj(each -> request(each, 0x5eed_5eed_5eed_5eedL * (each + 1)))
          .toArray(RouteQuery[]::new);
  private @Nullable Router router;
  private int next;

  /** A catalogue of one exact name and one pattern. */
  @Setup
  public void prepare() {
    List<Target> targets = IntStream.range(0, TARGETS).mapToObj(this::target).toList();
    Catalogue catalogue =
        new Catalogue(
            List.of(
                new Model("gpt-4o", strategy, targets), new Model("claude-*", strategy, targets)),
            List.of());
    router =
        new Router(() -> catalogue, new Mixed(), new Measured(targets), 0, new SplittableRandom(1));
  }

  /** Plans a request for an exact name. */
  @Benchmark
  public @Nullable Plan exactName() {
    return plan(exact[next++ & (REQUESTS - 1)]);
  }

  /** Plans a request for a name that a pattern matches. */
  @Benchmark
  public @Nullable Plan patternName() {
    return plan(pattern);
  }

  /** Plans a turn of a conversation. */
  @Benchmark
  public @Nullable Plan conversation() {
    return plan(turns[next++ & (REQUESTS - 1)]);
  }

  /** Prompts and bounds of answers differ, so that prices do. */
  private static RouteQuery request(int number, long conversation) {
    int prompt = 100 + 997 * number % 4_000;
    Demand demand = new Demand(prompt, number % 4 * 300, Set.of(), conversation);
    return new RouteQuery(Endpoint.CHAT, "gpt-4o", demand, Wishes.NONE);
  }

  private @Nullable Plan plan(RouteQuery query) {
    return router == null ? null : router.plan(query);
  }

  private Target target(int number) {
    return new Target(
        TargetId.of("provider-" + number, "m"),
        number < down ? "down" : "up",
        Dialect.OPENAI_CHAT,
        "m",
        1 + number % 5,
        1,
        true,
        0,
        new Price(100_000_000L * (1 + number * 7 % TARGETS), 0, 400_000_000L),
        new Timeouts(SECOND, SECOND, SECOND, SECOND),
        false,
        100,
        new Traits("eu", 0.4 + number * 3 % 11 / 20.0, 0, Capabilities.UNKNOWN),
        Caps.NONE,
        null);
  }

  /** Looks everything up by the target's id, as a node's statistics do. */
  private static final class Measured implements Statistics {
    private final Map<TargetId, TargetStatistics> known = new HashMap<>();

    Measured(List<Target> targets) {
      for (Target target : targets) {
        int number = known.size();
        known.put(
            target.id(),
            new TargetStatistics(
                1_000 + number,
                990 + number * 3 % 10,
                new Estimate(0.3 + number * 11 % TARGETS / 20.0, 0.04, 1_000),
                new Estimate(2, 1, 1_000),
                new Estimate(50 + number * 13 % TARGETS, 100, 1_000),
                new Estimate(200, 10_000, 1_000),
                0.1,
                1));
      }
    }

    @Override
    public Object snapshot() {
      return known;
    }

    @Override
    public TargetStatistics of(Target target) {
      return known.getOrDefault(target.id(), TargetStatistics.NONE);
    }

    @Override
    public int inFlight(Target target) {
      return (int) of(target).attempts() % 7;
    }

    @Override
    public double peakFirstToken(Target target) {
      return of(target).firstToken().mean();
    }
  }

  private static final class Mixed implements Availability {
    @Override
    public @Nullable Exclusion exclusion(Target target) {
      return target.provider().equals("down") ? Exclusion.UNHEALTHY : null;
    }

    @Override
    public double warmth(Target target) {
      return 1;
    }
  }
}
