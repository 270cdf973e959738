package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.TestFleet;
import dev.sluice.model.Money;
import dev.sluice.model.Target;
import dev.sluice.model.Targets;
import dev.sluice.model.Usage;
import dev.sluice.telemetry.OutcomeKind;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What sharing costs among three members whose targets are all used every second. */
final class FleetStatsCostTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int MEMBERS = 3;

  private final TestFleet fleet = new TestFleet();
  private final Random random = new Random(7);
  private long now = SECOND;

  /** A member and what it counts. */
  private record Node(NodeStats stats, StatsBoard board) {}

  @Test
  void twoHundredTargetsTakeLessThanFiftyKilobytesASecond() {
    List<Node> nodes = members(200);
    IntStream.range(0, 10).forEach(_ -> second(nodes));
    long before = fleet.bytes();
    IntStream.range(0, 10).forEach(_ -> second(nodes));

    double each = (fleet.bytes() - before) / 10.0 / MEMBERS;
    assertThat(each).isLessThan(50_000);
  }

  @Test
  void membersWithoutAttemptsHardlyTalk() {
    List<Node> nodes = members(200);
    IntStream.range(0, 10).forEach(_ -> gather(nodes));
    long before = fleet.bytes();
    IntStream.range(0, 10).forEach(_ -> gather(nodes));

    assertThat(fleet.bytes() - before).isLessThan(10L * MEMBERS * MEMBERS * 10);
  }

  @Test
  void noMessageIsLong() {
    AtomicInteger longest = new AtomicInteger();
    Fleet witness = fleet.join("witness");
    witness
        .post()
        .receive("stats", (_, message) -> longest.accumulateAndGet(message.length(), Math::max));
    List<Node> nodes = members(2_000);
    IntStream.range(0, 6).forEach(_ -> second(nodes));
    fleet.drop((_, to) -> to.equals("n0"));
    second(nodes);
    fleet.drop((_, _) -> false);
    IntStream.range(0, 20).forEach(_ -> second(nodes));

    assertThat(longest.get()).isBetween(40_000, 64 * 1024);
    assertThat(nodes.getFirst().board().snapshot().rows().values())
        .allSatisfy(row -> assertThat(row.totals().requests()).isGreaterThan(27));
  }

  private List<Node> members(int targets) {
    List<Target> all = IntStream.range(0, targets).mapToObj(FleetStatsCostTest::target).toList();
    return IntStream.range(0, MEMBERS)
        .mapToObj(number -> {
          NodeStats stats = new NodeStats(2, all, () -> now);
          return new Node(
              stats, new StatsBoard(fleet.join("n" + number), stats, List.of(), () -> now));
        })
        .toList();
  }

  private void second(List<Node> nodes) {
    for (Node node : nodes) {
      for (Target target : node.stats().targets()) {
        attempt(node.stats().lane(random.nextInt(2)).of(target.id()));
      }
    }
    gather(nodes);
  }

  private void gather(List<Node> nodes) {
    now += SECOND;
    nodes.forEach(node -> node.board().refresh());
  }

  private void attempt(TargetCounters counters) {
    long firstToken = 50_000_000L + random.nextInt(1_000) * 1_000_000L;
    Usage usage = new Usage(500 + random.nextInt(2_000), 400, 0, 50 + random.nextInt(500), 0);
    counters.started();
    counters.firstByte(firstToken);
    counters.ended(OutcomeKind.COMPLETED, 3 * firstToken);
    counters.used(usage);
    counters.spent(new Money(1_234_567));
    counters.succeeded(firstToken, 3 * firstToken, usage);
  }

  private static Target target(int number) {
    Duration second = Duration.ofSeconds(1);
    String provider = "provider-" + number % 20;
    String name = "model-" + number;
    return Targets.of(provider, name).timeouts(second).make();
  }
}
