package dev.sluice.fleet.lease;

import java.util.concurrent.atomic.AtomicInteger;

/** A number of permits of this node alone. */
public final class PermitCount implements Permits {
  private volatile int capacity;
  private final AtomicInteger inside = new AtomicInteger();

  /** So many free permits. */
  public PermitCount(int capacity) {
    this.capacity = capacity;
  }

  /** So many permits from now on; those in use stay in use. */
  void resize(int permits) {
    capacity = permits;
  }

  @Override
  public boolean tryEnter() {
    int before = inside.get();
    while (before < capacity) {
      if (inside.compareAndSet(before, before + 1)) {
        return true;
      }
      before = inside.get();
    }
    return false;
  }

  @Override
  public void leave() {
    if (inside.decrementAndGet() < 0) {
      throw new IllegalStateException("nobody is inside");
    }
  }

  @Override
  public boolean open() {
    return inside.get() < capacity;
  }

  @Override
  public int inside() {
    return inside.get();
  }
}
