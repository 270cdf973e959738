package dev.sluice.limit;

import dev.sluice.fleet.lease.Allowances;
import dev.sluice.fleet.lease.LocalAllowances;
import dev.sluice.model.Caps;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The caps on what may be asked of targets and of their providers. Shared by all lanes, without
 * locks; a target without caps costs one look into a map.
 *
 * <p>{@code max_rps} is a bucket of one second's worth of attempts, {@code ceil(maxRps)} and at
 * least one, full at the start. It refills evenly: one token every {@code 1/maxRps} seconds, so 0.5
 * means one attempt every two seconds. What is capped by the minute has a bucket of one second's
 * worth too, so that in no minute more than 1/60 above the cap passes, or one.
 */
public final class RateCaps {
  private final Allowances allowances;
  private final ToLongFunction<TargetId> answers;
  private volatile Map<TargetId, TargetCaps> capped = Map.of();

  /** Caps of this node alone for the targets, and none of providers. */
  public RateCaps(Collection<Target> targets) {
    this(targets, System::nanoTime);
  }

  RateCaps(Collection<Target> targets, LongSupplier nanos) {
    this(targets, Map.of(), new LocalAllowances(nanos), _ -> 0);
  }

  /**
   * Caps of targets and providers.
   *
   * @param providers their caps by their names
   * @param allowances where what may be spent comes from
   * @param answers tokens of a target's answers as far as was learned, 0 when it was not
   */
  public RateCaps(
      Collection<Target> targets,
      Map<String, Caps> providers,
      Allowances allowances,
      ToLongFunction<TargetId> answers) {
    this.allowances = allowances;
    this.answers = answers;
    adopt(targets, providers);
  }

  /**
   * Caps these targets from now on. Whatever is capped as before goes on as it is. A target that is
   * none of them has no caps: what its attempts have taken they give back all the same.
   *
   * @param providers their caps by their names
   */
  public synchronized void adopt(Collection<Target> targets, Map<String, Caps> providers) {
    CapMaker maker = new CapMaker(providers, allowances);
    Map<TargetId, TargetCaps> all = new HashMap<>();
    for (Target target : targets) {
      TargetCaps caps = maker.caps(target, () -> answers.applyAsLong(target.id()));
      if (caps != TargetCaps.NONE) {
        all.put(target.id(), caps);
      }
    }
    capped = Map.copyOf(all);
    // Not before: who comes meanwhile would find the old ones empty.
    allowances.retain(maker.buckets());
  }

  /** The caps of a target, {@link TargetCaps#NONE} for none. */
  public TargetCaps of(Target target) {
    return of(target.id());
  }

  private TargetCaps of(TargetId target) {
    TargetCaps caps = capped.get(target);
    return caps == null ? TargetCaps.NONE : caps;
  }

  /** Whether an attempt at the target would pass now. Takes nothing. */
  public boolean hasHeadroom(Target target) {
    return of(target).open();
  }

  /** Which cap of the target is spent, null when none is. */
  public @Nullable Cap spent(Target target) {
    return of(target).spent();
  }

  /** How long until an attempt at the target may pass as far as is known, zero for now. */
  public Duration pause(TargetId target) {
    return Duration.ofNanos(of(target).waitNanos());
  }
}
