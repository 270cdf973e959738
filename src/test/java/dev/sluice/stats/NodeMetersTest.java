package dev.sluice.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Money;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Targets;
import dev.sluice.model.Timeouts;
import dev.sluice.model.Usage;
import dev.sluice.telemetry.OutcomeKind;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class NodeMetersTest {
  private static final TargetId ONE = new TargetId("acme/one");
  private static final TargetId TWO = new TargetId("acme/two");

  private final NodeStats stats = new NodeStats(2, List.of(target(ONE)));
  private final NodeMeters meters = new NodeMeters(stats);

  @AfterEach
  void close() {
    meters.close();
  }

  @Test
  void addsUpTheLanesOfATarget() {
    for (int lane = 0; lane < 2; lane++) {
      TargetCounters counters = stats.lane(lane).of(ONE);
      counters.started();
      counters.started();
      counters.firstByte(Duration.ofMillis(20).toNanos());
      counters.frames(3);
      counters.used(new Usage(100, 40, 0, 20, 5));
      counters.spent(new Money(1_500_000_000));
      counters.ended(OutcomeKind.COMPLETED, Duration.ofMillis(250).toNanos());
    }

    assertThat(meters.scrape().lines())
        .contains(
            "sluice_attempts_total{outcome=\"completed\",provider=\"acme\",target=\"acme/one\"} 2.0",
            "sluice_attempts_total{outcome=\"cut\",provider=\"acme\",target=\"acme/one\"} 0.0",
            "sluice_attempts_in_flight{target=\"acme/one\"} 2.0",
            "sluice_frames_total{target=\"acme/one\"} 6.0",
            "sluice_tokens_total{direction=\"in\",target=\"acme/one\"} 200.0",
            "sluice_tokens_total{direction=\"cached\",target=\"acme/one\"} 80.0",
            "sluice_tokens_total{direction=\"out\",target=\"acme/one\"} 40.0",
            "sluice_tokens_total{direction=\"reasoning\",target=\"acme/one\"} 10.0",
            "sluice_cost_dollars_total{target=\"acme/one\"} 3.0");
  }

  @Test
  void exposesRealHistograms() {
    TargetCounters counters = stats.lane(1).of(ONE);
    counters.firstByte(Duration.ofMillis(3).toNanos());
    counters.ended(OutcomeKind.COMPLETED, Duration.ofSeconds(700).toNanos());

    assertThat(meters.scrape().lines())
        .contains(
            "# TYPE sluice_attempt_first_byte_seconds histogram",
            "sluice_attempt_first_byte_seconds_bucket{target=\"acme/one\",le=\"0.002\"} 0",
            "sluice_attempt_first_byte_seconds_bucket{target=\"acme/one\",le=\"0.005\"} 1",
            "sluice_attempt_first_byte_seconds_bucket{target=\"acme/one\",le=\"+Inf\"} 1",
            "sluice_attempt_first_byte_seconds_count{target=\"acme/one\"} 1",
            "sluice_attempt_seconds_bucket{target=\"acme/one\",le=\"600.0\"} 0",
            "sluice_attempt_seconds_bucket{target=\"acme/one\",le=\"+Inf\"} 1",
            "sluice_attempt_seconds_sum{target=\"acme/one\"} 700.0");
  }

  @Test
  void countsExchanges() {
    LaneStats lane = stats.lane(0);
    lane.exchangeStarted();
    lane.exchangeStarted();
    lane.exchangeStarted();
    lane.exchangeEnded(Endpoint.CHAT, OutcomeKind.COMPLETED);
    lane.exchangeEnded(null, OutcomeKind.UNKNOWN_PATH);
    lane.retried();
    lane.failedOver();
    lane.retryRefused();
    lane.heartbeat();
    lane.streamOpened();
    lane.connectionOpened();
    lane.connectionOpened();
    lane.connectionClosed();
    lane.waiting(4);

    assertThat(meters.scrape().lines())
        .contains(
            "sluice_exchanges_total{endpoint=\"chat\",result=\"completed\"} 1.0",
            "sluice_exchanges_total{endpoint=\"none\",result=\"unknown_path\"} 1.0",
            "sluice_exchanges_in_flight 1.0",
            "sluice_exchanges_waiting 4.0",
            "sluice_retries_total 1.0",
            "sluice_retries_refused_total 1.0",
            "sluice_failovers_total 1.0",
            "sluice_heartbeats_total 1.0",
            "sluice_streams_open 1.0",
            "sluice_connections 1.0");
  }

  @Test
  void tellsOfTheMachine() {
    assertThat(meters.scrape())
        .contains("jvm_memory_used_bytes", "jvm_threads_live_threads", "process_uptime_seconds")
        .contains("system_cpu_count", "process_files_open_files", "jvm_gc_");
  }

  @Test
  void knowsNoTargetThatTheNodeDoesNotHave() {
    assertThatThrownBy(() -> stats.lane(0).of(new TargetId("acme/two")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("acme/two");
  }

  @Test
  void metersOfATargetThatIsGoneVanishAndThoseOfANewOneAreThere() {
    stats.lane(0).of(ONE).frames(3);
    meters.bindEach(
        (each, registry) -> Gauge.builder("own", () -> 7).tags(tags(each)).register(registry));

    stats.adopt(List.of(target(TWO)), Set.of(ONE));
    meters.adopt();

    assertThat(meters.scrape())
        .contains("sluice_frames_total{target=\"acme/two\"} 0.0", "own{target=\"acme/two\"} 7.0")
        .doesNotContain("acme/one");
  }

  @Test
  void metersOfATargetThatHasChangedAreThereOnceAndGoOn() {
    meters.bindEach((each, registry) ->
        Gauge.builder("weight", each::weight).tags(tags(each)).register(registry));
    stats.lane(0).of(ONE).frames(3);
    long before = meters.registry().getMeters().size();

    Target changed = Targets.of("acme", "one").id(ONE).weight(5).make();
    stats.adopt(List.of(changed), Set.of());
    meters.adopt();
    stats.lane(0).of(ONE).frames(2);

    assertThat(meters.scrape().lines())
        .containsOnlyOnce("sluice_frames_total{target=\"acme/one\"} 5.0")
        .containsOnlyOnce("weight{target=\"acme/one\"} 5.0")
        .filteredOn(line -> line.startsWith("weight{"))
        .hasSize(1);
    assertThat(meters.registry().getMeters()).hasSize((int) before);
  }

  @Test
  void aTargetThatComesBackHasMetersAgain() {
    stats.lane(0).of(ONE).frames(3);
    stats.adopt(List.of(target(TWO)), Set.of());
    meters.adopt();

    stats.adopt(List.of(target(ONE), target(TWO)), Set.of());
    meters.adopt();

    assertThat(meters.scrape().lines())
        .contains(
            "sluice_frames_total{target=\"acme/one\"} 0.0",
            "sluice_frames_total{target=\"acme/two\"} 0.0");
  }

  @Test
  void metersThatAreAddedLaterAreThoseOfTheTargetsThatAreCountedThen() {
    stats.adopt(List.of(target(TWO)), Set.of());

    meters.bindEach(
        (each, registry) -> Gauge.builder("own", () -> 7).tags(tags(each)).register(registry));

    assertThat(meters.scrape()).contains("own{target=\"acme/two\"} 7.0").doesNotContain("acme/one");
  }

  private static Tags tags(Target target) {
    return Tags.of("target", target.id().value());
  }

  private static Target target(TargetId id) {
    Duration minute = Duration.ofMinutes(1);
    Timeouts timeouts = new Timeouts(minute, minute, minute, minute);
    return Targets.of("acme", "one").id(id).timeouts(timeouts).make();
  }
}
