package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class FleetMetersTest {
  private final Self self = new Self("a", "a", "1", "", () -> "one", Instant.EPOCH);

  private static Presence other(String id, String config, String offered) {
    Member member = new Member(id, id, "1", "", "", false);
    return new Presence(member, Instant.EPOCH, config, offered, 0);
  }

  @Test
  void membersThatDifferFromTheNodeAreCounted() {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    List<Presence> others =
        List.of(other("b", "one", "two"), other("c", "", ""), other("d", "three", "two"));
    new FleetMeters(new ToldFleet(self, () -> with(others))).bindTo(registry);

    assertThat(registry.get(MeterNames.FLEET_OTHER_CONFIG).gauge().value()).isEqualTo(1);
    assertThat(registry.get(MeterNames.FLEET_OTHER_OFFER).gauge().value()).isEqualTo(2);

    self.offer("two");
    assertThat(registry.get(MeterNames.FLEET_OTHER_OFFER).gauge().value()).isZero();
  }

  private List<Presence> with(List<Presence> others) {
    return Stream.concat(Stream.of(self.presence()), others.stream()).toList();
  }
}
