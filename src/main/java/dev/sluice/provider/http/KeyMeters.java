package dev.sluice.provider.http;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * How many keys of each provider are in which state, read when scraped. A key is in the worst state
 * that any lane of the node knows of it.
 */
public final class KeyMeters implements MeterBinder {
  private final Map<String, List<KeyRing>> rings;

  /** Meters of providers of these names. */
  public KeyMeters(Collection<String> providers) {
    this.rings =
        providers.stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Function.identity(), _ -> new CopyOnWriteArrayList<KeyRing>()));
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    rings.forEach((provider, lanes) -> {
      for (KeyState state : KeyState.values()) {
        Gauge.builder(MeterNames.PROVIDER_KEYS, lanes, them -> count(them, state))
            .description("Keys of the provider that are in the state.")
            .tags(Tags.of(MeterNames.PROVIDER, provider, MeterNames.STATE, state.id()))
            .register(registry);
      }
    });
  }

  /** Counts a lane's ring from now on. Rings of providers without a meter are passed over. */
  void add(String provider, KeyRing ring) {
    List<KeyRing> lanes = rings.get(provider);
    if (lanes != null) {
      lanes.add(ring);
    }
  }

  /** Counts a lane's ring no more. */
  void remove(String provider, KeyRing ring) {
    List<KeyRing> lanes = rings.get(provider);
    if (lanes != null) {
      lanes.remove(ring);
    }
  }

  private static long count(List<KeyRing> lanes, KeyState state) {
    long count = 0;
    int keys = lanes.isEmpty() ? 0 : lanes.getFirst().size();
    for (int place = 0; place < keys; place++) {
      if (worst(lanes, place) == state) {
        count++;
      }
    }
    return count;
  }

  private static KeyState worst(List<KeyRing> lanes, int place) {
    KeyState worst = KeyState.READY;
    for (KeyRing lane : lanes) {
      KeyState state = lane.state(place);
      worst = state.compareTo(worst) > 0 ? state : worst;
    }
    return worst;
  }
}
