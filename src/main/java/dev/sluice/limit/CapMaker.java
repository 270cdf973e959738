package dev.sluice.limit;

import dev.sluice.fleet.lease.Allowances;
import dev.sluice.fleet.lease.bucket.Rate;
import dev.sluice.limit.TargetCaps.Gate;
import dev.sluice.limit.TargetCaps.Room;
import dev.sluice.model.Caps;
import dev.sluice.model.Target;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;

/** Makes the caps of targets; those of one provider are the same for all of its targets. */
final class CapMaker {
  private final Map<String, Caps> providers;
  private final Allowances allowances;
  private final Map<String, Parts> made = new HashMap<>();
  private final Set<String> buckets = new HashSet<>();

  CapMaker(Map<String, Caps> providers, Allowances allowances) {
    this.providers = providers;
    this.allowances = allowances;
  }

  /**
   * The caps of a target and of its provider, {@link TargetCaps#NONE} when there are none.
   *
   * @param answer tokens of its answers as far as was learned, 0 when it was not
   */
  TargetCaps caps(Target target, LongSupplier answer) {
    Parts all = new Parts();
    if (target.maxRps() > 0) {
      Rate rate = Rate.perSecond(target.maxRps());
      all.requests.add(gate(Cap.TARGET_RPS, target.id().value(), rate));
    }
    add(all, target.caps(), target.id().value(), Scope.TARGET);
    all.addAll(made.computeIfAbsent(target.provider(), this::provider));
    return all.isEmpty()
        ? TargetCaps.NONE
        : new TargetCaps(all.rooms, all.requests, all.tokens, answer);
  }

  private Parts provider(String name) {
    Parts parts = new Parts();
    add(parts, providers.getOrDefault(name, Caps.NONE), name, Scope.PROVIDER);
    return parts;
  }

  private void add(Parts parts, Caps caps, String name, Scope scope) {
    if (caps.concurrency() > 0) {
      String bucket = named(scope.concurrency, name);
      parts.rooms.add(new Room(scope.concurrency, allowances.permits(bucket, caps.concurrency())));
    }
    if (caps.requestsPerMinute() > 0) {
      parts.requests.add(gate(scope.requests, name, Rate.perMinute(caps.requestsPerMinute())));
    }
    if (caps.tokensPerMinute() > 0) {
      parts.tokens.add(gate(scope.tokens, name, Rate.perMinute(caps.tokensPerMinute())));
    }
  }

  private Gate gate(Cap cap, String name, Rate rate) {
    return new Gate(cap, allowances.tokens(named(cap, name), rate));
  }

  private String named(Cap cap, String name) {
    String bucket = cap.bucket(name);
    buckets.add(bucket);
    return bucket;
  }

  /** Names of all buckets that were asked for. */
  Set<String> buckets() {
    return buckets;
  }

  /** Whose caps they are. */
  private enum Scope {
    TARGET(Cap.TARGET_REQUESTS, Cap.TARGET_TOKENS, Cap.TARGET_CONCURRENCY),
    PROVIDER(Cap.PROVIDER_REQUESTS, Cap.PROVIDER_TOKENS, Cap.PROVIDER_CONCURRENCY);

    private final Cap requests;
    private final Cap tokens;
    private final Cap concurrency;

    Scope(Cap requests, Cap tokens, Cap concurrency) {
      this.requests = requests;
      this.tokens = tokens;
      this.concurrency = concurrency;
    }
  }

  /** Caps by what they count. */
  private static final class Parts {
    private final List<Room> rooms = new ArrayList<>();
    private final List<Gate> requests = new ArrayList<>();
    private final List<Gate> tokens = new ArrayList<>();

    boolean isEmpty() {
      return rooms.isEmpty() && requests.isEmpty() && tokens.isEmpty();
    }

    void addAll(Parts other) {
      rooms.addAll(other.rooms);
      requests.addAll(other.requests);
      tokens.addAll(other.tokens);
    }
  }
}
