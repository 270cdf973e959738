package dev.sluice.simulation.time;

import java.util.PriorityQueue;

/** What will happen, in the order of time. Drives the clock. */
public final class Agenda {
  private final Clock clock;
  private final PriorityQueue<Happening> queue = new PriorityQueue<>();
  private long numbers;

  /** An agenda without entries, which drives the clock. */
  public Agenda(Clock clock) {
    this.clock = clock;
  }

  /** Plans it for so many seconds from now. Nothing is planned twice at a time. */
  public void in(double seconds, Happening happening) {
    happening.schedule(clock.now() + seconds, numbers++);
    queue.add(happening);
  }

  /** Lets everything happen until nothing is left. */
  public void run() {
    Happening next = queue.poll();
    while (next != null) {
      clock.set(next.at());
      next.happen();
      next = queue.poll();
    }
  }
}
