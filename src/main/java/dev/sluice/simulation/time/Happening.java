package dev.sluice.simulation.time;

/** Something that will happen at a virtual time. What is planned first happens first. */
public abstract class Happening implements Comparable<Happening> {
  private double at;
  private long number;

  /** Lets it happen; the clock stands at its time. */
  protected abstract void happen();

  final double at() {
    return at;
  }

  final void schedule(double time, long next) {
    at = time;
    number = next;
  }

  @Override
  public final int compareTo(Happening other) {
    int order = Double.compare(at, other.at);
    return order == 0 ? Long.compare(number, other.number) : order;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other;
  }

  @Override
  public final int hashCode() {
    return System.identityHashCode(this);
  }
}
