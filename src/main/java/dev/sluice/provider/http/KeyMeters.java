package dev.sluice.provider.http;

import dev.sluice.telemetry.MeterNames;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * How many keys of each provider are in which state, read when scraped. A key is in the worst state
 * that any lane of the node knows of it.
 */
public final class KeyMeters implements MeterBinder {
  private final Map<String, List<KeyRing>> rings = new ConcurrentHashMap<>();
  private @Nullable MeterRegistry registry;

  /** Meters of providers of these names. */
  public KeyMeters(Collection<String> providers) {
    providers.forEach(name -> rings.put(name, new CopyOnWriteArrayList<>()));
  }

  @Override
  public synchronized void bindTo(MeterRegistry meters) {
    registry = meters;
    rings.keySet().forEach(this::bind);
  }

  /**
   * Meters of providers of these names from now on.
   *
   * @param others which count the providers that are new or whose keys are others than before
   */
  public synchronized void adopt(Collection<String> providers, KeyMeters others) {
    List<String> gone =
        rings.keySet().stream()
            .filter(name -> !providers.contains(name) || others.rings.containsKey(name))
            .toList();
    gone.forEach(this::unbind);
    others.rings.forEach((name, lanes) -> {
      rings.put(name, lanes);
      bind(name);
    });
  }

  private void bind(String provider) {
    List<KeyRing> lanes = rings.get(provider);
    MeterRegistry meters = registry;
    if (meters == null || lanes == null) {
      return;
    }
    for (KeyState state : KeyState.values()) {
      Gauge.builder(MeterNames.PROVIDER_KEYS, lanes, them -> count(them, state))
          .description("Keys of the provider that are in the state.")
          .tags(Tags.of(MeterNames.PROVIDER, provider, MeterNames.STATE, state.id()))
          .register(meters);
    }
  }

  private void unbind(String provider) {
    rings.remove(provider);
    MeterRegistry meters = registry;
    if (meters != null) {
      meters
          .find(MeterNames.PROVIDER_KEYS)
          .tag(MeterNames.PROVIDER, provider)
          .meters()
          .forEach(meters::remove);
    }
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
