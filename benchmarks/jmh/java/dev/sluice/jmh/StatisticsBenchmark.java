package dev.sluice.jmh;

import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.model.Caps;
import dev.sluice.model.Dialect;
import dev.sluice.model.Money;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.TargetStatistics;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Traits;
import dev.sluice.model.Usage;
import dev.sluice.pipeline.LaneStatistics;
import dev.sluice.stats.NodeStats;
import dev.sluice.stats.StatsBoard;
import dev.sluice.stats.StatsSnapshot;
import dev.sluice.stats.TargetCounters;
import dev.sluice.telemetry.OutcomeKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Recording an attempt, reading what is known, and gathering; twenty targets and eight lanes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class StatisticsBenchmark {
  private static final int LANES = 8;
  private static final long MILLISECOND = 1_000_000L;

  private final List<Target> targets =
      IntStream.range(0, 20).mapToObj(StatisticsBenchmark::target).toList();
  private final NodeStats stats = new NodeStats(LANES, targets);
  private final StatsBoard board =
      new StatsBoard(
          new LocalFleet(new Member("here", "here", "", "", "", false)),
          stats,
          List.of(),
          System::nanoTime);
  private final LaneStatistics lane = new LaneStatistics(board, stats, 0);
  private final Usage usage = new Usage(115, 64, 0, 78, 0);
  private final Money cost = new Money(12_345);
  private int turn;

  /** Every target has answered. */
  @Setup
  public void prepare() {
    for (int attempt = 0; attempt < 20_000; attempt++) {
      record();
    }
    board.refresh();
  }

  /** An attempt from its start to its end, with all that is counted of it. */
  @Benchmark
  public int record() {
    turn++;
    TargetCounters counters = stats.lane(turn % LANES).of(targets.get(turn % 20).id());
    long firstToken = 50 * MILLISECOND + turn % 1_000 * MILLISECOND;
    counters.started();
    counters.firstByte(firstToken);
    counters.ended(OutcomeKind.COMPLETED, 3 * firstToken);
    counters.used(usage);
    counters.spent(cost);
    counters.succeeded(firstToken, 3 * firstToken, usage);
    return turn;
  }

  /** The part of an attempt's record that routing learns from. */
  @Benchmark
  public int learn() {
    turn++;
    TargetCounters counters = stats.lane(turn % LANES).of(targets.get(turn % 20).id());
    long firstToken = 50 * MILLISECOND + turn % 1_000 * MILLISECOND;
    counters.succeeded(firstToken, 3 * firstToken, usage);
    return turn;
  }

  /** What is known of a target. */
  @Benchmark
  public TargetStatistics read() {
    return lane.of(next());
  }

  /** How many attempts are under way at a target. */
  @Benchmark
  public int inFlight() {
    return lane.inFlight(next());
  }

  /** What the lane expects of a target just now. */
  @Benchmark
  public double peak() {
    return lane.peakFirstToken(next());
  }

  /** Gathering when each target has been used in between, by one lane. */
  @Benchmark
  public StatsSnapshot gather() {
    for (int target = 0; target < targets.size(); target++) {
      stats.lane(0).of(targets.get(target).id()).succeeded(MILLISECOND, 2 * MILLISECOND, usage);
    }
    board.refresh();
    return board.snapshot();
  }

  private Target next() {
    turn++;
    return targets.get(turn % 20);
  }

  private static Target target(int number) {
    Duration second = Duration.ofSeconds(1);
    return new Target(
        TargetId.of("provider-" + number, "m"),
        "provider-" + number,
        Dialect.OPENAI_CHAT,
        "m",
        1,
        1,
        true,
        0,
        null,
        new Timeouts(second, second, second, second),
        false,
        0,
        Traits.NONE,
        Caps.NONE,
        null);
  }
}
