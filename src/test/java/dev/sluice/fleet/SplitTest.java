package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.fleet.lease.OverRun;
import dev.sluice.fleet.lease.bucket.Rate;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet whose network falls apart and heals. {@code -Dsluice.split.seconds} says for how long, 10
 * without it.
 */
@EnabledOnOs(OS.LINUX)
final class SplitTest {
  private static final Duration SPLIT =
      Duration.ofSeconds(Integer.getInteger("sluice.split.seconds", 10));

  /** A machine that has other things to do takes longer than the five seconds of the promise. */
  private static final Duration AGREE =
      Duration.ofSeconds(Integer.getInteger("sluice.agree.seconds", 15));

  private static final Duration LOST = Duration.ofSeconds(5);

  /** From the last sign of life to its end being noticed: what the next look adds. */
  private static final Duration UNNOTICED = LOST.plusSeconds(3);

  private static final int PER_MINUTE = 1_200;
  private static final String YAML =
      """
      providers:
        sim: {type: simulator, first_token: 1ms, pace: 1000, length: 3}
        scarce: {type: simulator, first_token: 1ms, pace: 1000, length: 3, requests_per_minute: %d}
      models:
        free: {targets: [{provider: sim}]}
        few: {targets: [{provider: scarce}]}
      """
          .formatted(PER_MINUTE);

  @TempDir private Path folder;
  private final List<Visitor> free = new ArrayList<>();
  private final List<Visitor> few = new ArrayList<>();

  @Test
  void bothPartsServeWithinTheCapAndAgreeAgainWhenItHeals() throws Exception {
    String timing = "timing: {lost: %ds, heal: 1s}".formatted(LOST.toSeconds());
    try (Wires wires = new Wires(3);
        FleetProcesses fleet = new FleetProcesses(folder, YAML, timing, 3, wires)) {
      wires.between(fleet::nodes);
      // The others find a master: a proxy accepts for nodes that do not listen yet.
      assertThat(fleet.add().url()).isNotEmpty();
      fleet.add();
      fleet.add();
      fleet.awaitWhole();
      long began = System.nanoTime();
      visit(fleet);

      wires.split(Set.of(2));

      awaitParts(fleet);
      int before = few.get(2).served();
      everyoneServesFor(SPLIT);
      assertThat(few.get(2).served()).as("what the cut off node serves").isGreaterThan(before);
      leave();
      double seconds = (System.nanoTime() - began) / 1e9;
      wires.heal();
      Duration agreed = awaitAgreement(fleet);

      double rate = PER_MINUTE / 60.0;
      OverRun bound = new OverRun(Rate.perMinute(PER_MINUTE), Duration.ofMillis(250), 3);
      double most = rate * seconds + bound.divided(UNNOTICED);
      int taken = few.stream().mapToInt(Visitor::served).sum();
      System.out.printf(
          "split: %.1f s at %.0f/s: %d passed, at most %.0f; agreed %d ms after healing%n",
          seconds, rate, taken, most, agreed.toMillis());
      assertThat((double) taken).isBetween(0.4 * rate * seconds, most);
      assertThat(agreed).isLessThan(AGREE);
    } finally {
      free.forEach(Visitor::close);
      few.forEach(Visitor::close);
    }
  }

  private void visit(FleetProcesses fleet) throws Exception {
    for (NodeProcess node : fleet.nodes()) {
      free.add(new Visitor(node.url(), "free", false));
      few.add(new Visitor(node.url(), "few", false));
    }
  }

  private void leave() throws InterruptedException {
    for (Visitor each : free) {
      each.finish();
      assertThat(each.failures()).isEmpty();
    }
    for (Visitor each : few) {
      each.finish();
      assertThat(each.failures()).isEmpty();
    }
  }

  private static void awaitParts(FleetProcesses fleet) {
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> {
          assertThat(fleet.node(0).sees()).containsExactly("node-0", "node-1");
          assertThat(fleet.node(1).sees()).containsExactly("node-0", "node-1");
          assertThat(fleet.node(2).sees()).containsExactly("node-2");
          assertThat(standing(fleet.node(0))).isEqualTo("majority");
          assertThat(standing(fleet.node(2))).isEqualTo("minority");
        });
  }

  private static String standing(NodeProcess node) throws Exception {
    return node.json("/health").at("/fleet/standing").asText();
  }

  private void everyoneServesFor(Duration time) {
    int[] last = new int[free.size()];
    await()
        .pollInterval(Duration.ofSeconds(2))
        .during(time)
        .atMost(time.plusSeconds(10))
        .until(() -> {
          boolean all = true;
          for (int i = 0; i < last.length; i++) {
            int now = free.get(i).served();
            all &= now > last[i] && free.get(i).failures().isEmpty();
            last[i] = now;
          }
          return all;
        });
  }

  /** How long it takes until all tell the same of every target. */
  private static Duration awaitAgreement(FleetProcesses fleet) {
    long healed = System.nanoTime();
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(() -> {
          Set<List<JsonNode>> told = new HashSet<>();
          for (NodeProcess node : fleet.nodes()) {
            JsonNode stats = node.json("/v1/stats");
            assertThat(stats.at("/nodes")).hasSize(3);
            told.add(stats.findValues("totals"));
          }
          assertThat(told).hasSize(1);
        });
    return Duration.ofNanos(System.nanoTime() - healed);
  }
}
