package dev.sluice.ingress;

/** Whether the node takes requests: starting, ready, then draining. */
public final class Readiness {
  /** Stages of a node's life. */
  public enum Stage {
    /** Not all verticles stand. */
    STARTING,
    /** Requests are served. */
    READY,
    /** About to go: balancers are to send no more; what comes and what is in flight is served. */
    DRAINING
  }

  private final long startedNanos = System.nanoTime();
  private volatile Stage stage = Stage.STARTING;

  /** The stage. */
  public Stage stage() {
    return stage;
  }

  /** Goes on to the stage. */
  public synchronized void enter(Stage next) {
    stage = next;
  }

  /** Goes from one stage on to another; stays where it is when that is not the one. */
  public synchronized void change(Stage from, Stage to) {
    if (stage == from) {
      stage = to;
    }
  }

  /** Seconds since the node was built. */
  public long uptimeSeconds() {
    return (System.nanoTime() - startedNanos) / 1_000_000_000L;
  }
}
