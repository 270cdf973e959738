package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Whose keys are counted when providers come, change and go. */
final class KeyMetersTest {
  private static final Failure UNAUTHORISED = new Failure.Unauthorised("no");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final KeyMeters meters = new KeyMeters(List.of("house", "barn"));

  KeyMetersTest() {
    meters.bindTo(registry);
  }

  @Test
  void ofAProviderWhoseKeysHaveChangedTheNewOnesAreCounted() {
    KeyRing old = ring(2);
    dead(old);
    meters.add("house", old);
    KeyMeters others = new KeyMeters(List.of("house"));
    others.add("house", ring(3));
    others.add("house", ring(3));

    meters.adopt(List.of("house", "barn"), others);

    assertThat(count("house", "ready")).isEqualTo(3);
    assertThat(count("house", "set_aside")).isZero();
  }

  @Test
  void whatIsLeftOfTheOldKeysIsNotMissedWhenItEnds() {
    KeyRing old = ring(3);
    meters.add("house", old);
    KeyMeters others = new KeyMeters(List.of("house"));
    KeyRing next = ring(1);
    others.add("house", next);
    meters.adopt(List.of("house", "barn"), others);

    meters.remove("house", old);

    assertThat(count("house", "ready")).isEqualTo(1);
    others.remove("house", next);
    assertThat(count("house", "ready")).isZero();
  }

  @Test
  void aProviderThatStaysGoesOnBeingCounted() {
    KeyRing ring = ring(2);
    meters.add("barn", ring);

    meters.adopt(List.of("house", "barn"), new KeyMeters(List.of("house")));
    dead(ring);

    assertThat(count("barn", "set_aside")).isEqualTo(1);
    assertThat(count("barn", "ready")).isEqualTo(1);
  }

  @Test
  void providersThatAreGoneOrHaveNoKeysAnyMoreHaveNoMeters() {
    meters.add("house", ring(2));

    meters.adopt(List.of("barn", "shed"), new KeyMeters(List.of("shed")));

    assertThat(providers()).containsExactlyInAnyOrder("barn", "shed");
    KeyMeters again = new KeyMeters(List.of("house"));
    again.add("house", ring(4));
    meters.adopt(List.of("barn", "house"), again);
    assertThat(providers()).containsExactlyInAnyOrder("barn", "house");
    assertThat(count("house", "ready")).isEqualTo(4);
  }

  @Test
  void whatIsAdoptedBeforeThereAreMetersIsThereAfterwards() {
    KeyMeters early = new KeyMeters(List.of("house"));
    KeyMeters others = new KeyMeters(List.of("shed"));
    others.add("shed", ring(2));
    early.adopt(List.of("shed"), others);

    SimpleMeterRegistry late = new SimpleMeterRegistry();
    early.bindTo(late);

    assertThat(late.getMeters()).hasSize(KeyState.values().length);
  }

  private KeyRing ring(int keys) {
    return new KeyRing(
        IntStream.range(0, keys).mapToObj(number -> "Bearer k" + number).toList(),
        () -> 0,
        (_, _) -> {});
  }

  private static void dead(KeyRing ring) {
    ProviderKey key = Objects.requireNonNull(ring.take());
    assertThat(ring.failed(key, UNAUTHORISED)).isTrue();
  }

  private Set<String> providers() {
    return registry.getMeters().stream()
        .map(Meter::getId)
        .map(id -> String.valueOf(id.getTag("provider")))
        .collect(Collectors.toSet());
  }

  private double count(String provider, String state) {
    return registry
        .get("sluice.provider.keys")
        .tags("provider", provider, "state", state)
        .gauge()
        .value();
  }
}
