package dev.sluice.provider.http;

import dev.sluice.model.Failure;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A provider's keys, used in turn. Confined to a lane: each learns by itself.
 *
 * <p>A key that the provider does not accept, or whose quota is spent, is set aside: for {@link
 * #LEAST_ASIDE}, then for twice as long each time, up to {@link #MOST_ASIDE}, until it serves
 * again. A throttled key rests for as long as the provider says. A key that has served its time is
 * ready.
 *
 * <p>Where all keys are dead, the one whose time ends first is tried nevertheless: how often that
 * happens is the breaker's to say, which finds a healed account sooner. Where one rests, nothing is
 * sent before its time. A single key is always sent.
 */
final class KeyRing {
  static final Duration LEAST_ASIDE = Duration.ofMinutes(1);
  static final Duration MOST_ASIDE = Duration.ofHours(1);

  /** How long a throttled key rests when the provider does not say. */
  static final Duration USUAL_REST = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 6;

  /** Hears of keys that are set aside. */
  @FunctionalInterface
  interface Watcher {
    /** The key was set aside because of the failure. */
    void setAside(ProviderKey key, Failure cause);
  }

  private final List<ProviderKey> keys;
  private final LongSupplier nanos;
  private final Watcher watcher;
  private int turn;

  /**
   * Keys that are all ready.
   *
   * @param authorizations header values with the credentials; may be empty
   * @param nanos clock
   */
  KeyRing(List<String> authorizations, LongSupplier nanos, Watcher watcher) {
    this.keys =
        IntStream.range(0, authorizations.size())
            .mapToObj(i -> new ProviderKey(authorizations.get(i), i + 1))
            .toList();
    this.nanos = nanos;
    this.watcher = watcher;
  }

  /** How many keys there are. */
  int size() {
    return keys.size();
  }

  /** The key for an attempt, null when it must not be sent now. There is at least one key. */
  @Nullable ProviderKey take() {
    if (keys.size() == 1) {
      return keys.getFirst();
    }
    ProviderKey ready = ready();
    if (ready != null) {
      return ready;
    }
    long now = nanos.getAsLong();
    return first(KeyState.RESTING, now) == null ? first(KeyState.SET_ASIDE, now) : null;
  }

  /** The next key that is ready, null when none is. */
  @Nullable ProviderKey ready() {
    for (int i = 0; i < keys.size(); i++) {
      ProviderKey key = keys.get(turn);
      turn = turn + 1 == keys.size() ? 0 : turn + 1;
      if (key.at(nanos.getAsLong()) == KeyState.READY) {
        return key;
      }
    }
    return null;
  }

  /** Learns from a failure with the key; whether the failure is the key's. */
  boolean failed(ProviderKey key, Failure failure) {
    return switch (failure) {
      case Failure.Unauthorised _ -> setAside(key, failure);
      case Failure.Throttled throttled when throttled.spent() -> setAside(key, failure);
      case Failure.Throttled throttled -> rest(key, throttled.retryAfter());
      default -> false;
    };
  }

  /** What to tell of an attempt that found no key left; the last failure, null for none. */
  Failure failure(@Nullable Failure last) {
    long now = nanos.getAsLong();
    ProviderKey resting = keys.size() > 1 ? first(KeyState.RESTING, now) : null;
    if (resting == null && last != null) {
      return last;
    }
    String message =
        last instanceof Failure.Throttled known && !known.spent()
            ? known.message()
            : "The provider asks for fewer requests.";
    long wait = resting == null ? 0 : resting.remaining(now);
    return new Failure.Throttled(message, Duration.ofNanos(wait), false);
  }

  /** What the key of a place, from 0, is now. Called from any thread. */
  KeyState state(int place) {
    return keys.get(place).at(nanos.getAsLong());
  }

  /** Attempts that were under way together say together that the key is dead: it counts once. */
  private boolean setAside(ProviderKey key, Failure failure) {
    long now = nanos.getAsLong();
    if (key.at(now) != KeyState.SET_ASIDE) {
      long time = LEAST_ASIDE.toNanos() << Math.min(key.refusals(), MOST_DOUBLINGS);
      key.keep(KeyState.SET_ASIDE, now + Math.min(time, MOST_ASIDE.toNanos()));
      watcher.setAside(key, failure);
    }
    return true;
  }

  private boolean rest(ProviderKey key, @Nullable Duration said) {
    long now = nanos.getAsLong();
    KeyState known = key.at(now);
    long time = Math.min((said == null ? USUAL_REST : said).toNanos(), MOST_ASIDE.toNanos());
    if (known == KeyState.READY || (known == KeyState.RESTING && key.remaining(now) < time)) {
      key.keep(KeyState.RESTING, now + time);
    }
    return true;
  }

  /** Of the keys in that state the one that leaves it first, null when none is in it. */
  private @Nullable ProviderKey first(KeyState state, long now) {
    ProviderKey first = null;
    for (ProviderKey key : keys) {
      if (key.at(now) == state && (first == null || key.remaining(now) < first.remaining(now))) {
        first = key;
      }
    }
    return first;
  }
}
