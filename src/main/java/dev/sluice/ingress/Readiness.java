package dev.sluice.ingress;

/** Whether the node takes requests: starting, ready, then draining. */
public final class Readiness {
  /** Stages of a node's life. */
  public enum Stage {
    /** Not all verticles stand. */
    STARTING,
    /** Requests are served. */
    READY,
    /** No new requests; those in flight may end. */
    DRAINING
  }

  private final long startedNanos = System.nanoTime();
  private volatile Stage stage = Stage.STARTING;

  /** The stage. */
  public Stage stage() {
    return stage;
  }

  /** Goes on to the stage. */
  public void enter(Stage next) {
    stage = next;
  }

  /** Seconds since the node was built. */
  public long uptimeSeconds() {
    return (System.nanoTime() - startedNanos) / 1_000_000_000L;
  }
}
