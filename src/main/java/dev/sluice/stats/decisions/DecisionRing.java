package dev.sluice.stats.decisions;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last decisions of one lane. Written by its lane alone, read by any thread. */
public final class DecisionRing implements DecisionSink {
  private final AtomicReferenceArray<@Nullable RouteDecision> slots;
  private int next;

  /** An empty ring of so many places. */
  DecisionRing(int capacity) {
    this.slots = new AtomicReferenceArray<>(capacity);
  }

  @Override
  public void decided(RouteDecision decision) {
    slots.setRelease(next, decision);
    next = next + 1 == slots.length() ? 0 : next + 1;
  }

  /** Hands out all that is there, in no order. */
  void each(Consumer<RouteDecision> reader) {
    for (int slot = 0; slot < slots.length(); slot++) {
      RouteDecision decision = slots.getAcquire(slot);
      if (decision != null) {
        reader.accept(decision);
      }
    }
  }
}
