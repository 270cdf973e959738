package dev.sluice.jmh;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Model;
import dev.sluice.model.Plan;
import dev.sluice.model.Strategy;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Timeouts;
import dev.sluice.routing.Availability;
import dev.sluice.routing.Catalogue;
import dev.sluice.routing.Router;
import java.time.Duration;
import java.util.List;
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
  private static final Duration SECOND = Duration.ofSeconds(1);

  /** How targets are ordered. */
  @Param public Strategy strategy = Strategy.ROUND_ROBIN;

  /** Targets of the twenty that are down. */
  @Param({"0", "3"})
  public int down;

  private final RouteQuery exact = new RouteQuery(Endpoint.CHAT, "gpt-4o");
  private final RouteQuery pattern = new RouteQuery(Endpoint.CHAT, "claude-sonnet-4");
  private @Nullable Router router;

  /** A catalogue of one exact name and one pattern. */
  @Setup
  public void prepare() {
    List<Target> targets = IntStream.range(0, TARGETS).mapToObj(this::target).toList();
    Catalogue catalogue =
        new Catalogue(
            List.of(
                new Model("gpt-4o", strategy, targets), new Model("claude-*", strategy, targets)),
            List.of());
    router = new Router(() -> catalogue, new Mixed(), 0, new SplittableRandom(1));
  }

  /** Plans a request for an exact name. */
  @Benchmark
  public @Nullable Plan exactName() {
    return plan(exact);
  }

  /** Plans a request for a name that a pattern matches. */
  @Benchmark
  public @Nullable Plan patternName() {
    return plan(pattern);
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
        1 + number % 2,
        true,
        0,
        null,
        new Timeouts(SECOND, SECOND, SECOND, SECOND),
        false);
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
