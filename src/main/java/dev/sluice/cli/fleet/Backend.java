package dev.sluice.cli.fleet;

/** A node as the balancer sees it. */
public final class Backend {
  private final String name;
  private final int port;
  private volatile boolean ready;

  /** A node of the loopback that is not ready yet. */
  public Backend(String name, int port) {
    this.name = name;
    this.port = port;
  }

  /** What the node is called. */
  public String name() {
    return name;
  }

  /** At which it answers. */
  public int port() {
    return port;
  }

  /** Whether it said so when it was last asked, and took every connection since. */
  public boolean ready() {
    return ready;
  }

  /** Whether it takes requests from now on. */
  void ready(boolean now) {
    ready = now;
  }
}
