package dev.sluice.fleet;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntSupplier;
import java.util.function.Supplier;

/** What the node itself is in its fleet. Asked and told by any thread. */
public final class Self {
  private final String id;
  private final String name;
  private final String version;
  private final String zone;
  private final Versions versions;
  private final Instant since;
  private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
  private volatile String address = "";
  private volatile IntSupplier exchanges = () -> 0;
  private volatile State state = State.SERVING;

  private enum State {
    SERVING,
    DRAINING,
    LEAVING
  }

  /**
   * A node that serves and is not reached yet.
   *
   * @param id unique over all members and all their restarts
   * @param version of the program
   * @param config makes the version of its models and providers, once, when it is first needed
   */
  public Self(
      String id, String name, String version, String zone, Supplier<String> config, Instant since) {
    this.id = id;
    this.name = name;
    this.version = version;
    this.zone = zone;
    this.versions = new Versions(config);
    this.since = since;
  }

  /** Id of the node in this run of it. */
  public String id() {
    return id;
  }

  /** Name of the node. */
  public String name() {
    return name;
  }

  /** The node as the others see it. */
  public Member member() {
    return new Member(id, name, version, zone, address, draining());
  }

  /** What the node says of itself now. */
  public Presence presence() {
    Versions.Pair now = versions.now();
    return new Presence(member(), since, now.config(), now.offered(), exchanges.getAsInt());
  }

  /** Version of the models and providers that are in force at the node. */
  public String config() {
    return versions.now().config();
  }

  /** Version that the node would take; the one in force when it waits for no other. */
  public String offered() {
    return versions.now().offered();
  }

  /**
   * The node has taken a configuration, which is in force and offered from now on.
   *
   * @param version of it, not empty
   */
  public void configured(String version) {
    if (versions.take(version)) {
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * The node would take a configuration from now on, and no longer one that it offered before.
   *
   * @param version of it, not empty; the one in force takes back what was offered
   */
  public void offer(String version) {
    if (versions.offer(version)) {
      listeners.forEach(Runnable::run);
    }
  }

  /** Whether the node is about to leave. */
  public boolean draining() {
    return state != State.SERVING;
  }

  /** Tells how many exchanges are in flight. */
  public void count(IntSupplier inFlight) {
    exchanges = inFlight;
  }

  /** The node answers clients at this host and port from now on. */
  public void answersAt(String place) {
    address = place;
    listeners.forEach(Runnable::run);
  }

  /** Begins or ends the draining of the node; a node that leaves stays draining. */
  public synchronized void drain(boolean draining) {
    State next = draining ? State.DRAINING : State.SERVING;
    if (state != State.LEAVING && state != next) {
      state = next;
      listeners.forEach(Runnable::run);
    }
  }

  /** The node drains and does not come back. */
  public synchronized void leave() {
    if (state != State.LEAVING) {
      state = State.LEAVING;
      listeners.forEach(Runnable::run);
    }
  }

  /**
   * Tells of each change of the address, of the draining and of the versions, in the thread that
   * caused it.
   */
  public void onChange(Runnable listener) {
    listeners.add(listener);
  }
}
