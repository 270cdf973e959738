package dev.sluice.bench.load;

import dev.sluice.bench.process.Subject;

/**
 * One stream of load.
 *
 * @param host address of the subject
 * @param port its port
 * @param path path of the chat endpoint
 * @param key bearer key that is sent
 * @param model model that is asked for, see {@code MockModel}
 * @param mode what starts an exchange
 * @param connections connections at once, at most
 * @param rate exchanges started a second; 0 in a closed loop
 * @param total exchanges started in all, 0 for no bound; a bounded load is steady once all have
 *     started
 * @param reading how the client reads
 * @param patienceSeconds longest silence before the client gives an exchange up
 */
public record LoadSpec(
    String host,
    int port,
    String path,
    String key,
    String model,
    Mode mode,
    int connections,
    double rate,
    int total,
    Reading reading,
    int patienceSeconds) {
  /** What starts an exchange. */
  public enum Mode {
    /** The end of the one before on its connection. */
    CLOSED,
    /** The clock, whatever became of those before; latency counts from the intended start. */
    OPEN
  }

  /** How a client reads a stream. */
  public enum Reading {
    /** As it comes. */
    EAGER,
    /** A little now and then, so that the whole path has to wait. */
    SLOW,
    /** Closes the connection after a few frames. */
    LEAVING
  }

  public LoadSpec {
    if (connections < 1 || (mode == Mode.OPEN && rate <= 0)) {
      throw new IllegalArgumentException("a load needs connections, and an open loop a rate");
    }
  }

  /** The load in a few words, without its subject. */
  public String shape() {
    return mode == Mode.CLOSED
        ? "%s, %d at once".formatted(model, connections)
        : "%s, %.0f/s".formatted(model, rate);
  }

  /** The same load for another subject. */
  public LoadSpec against(Subject subject) {
    return new LoadSpec(
        subject.door().host(),
        subject.door().port(),
        subject.path(),
        key,
        model,
        mode,
        connections,
        rate,
        total,
        reading,
        patienceSeconds);
  }

  /** As many connections as given, each starting its next exchange when the last has ended. */
  public LoadSpec closed(int count) {
    return new LoadSpec(
        host, port, path, key, model, Mode.CLOSED, count, 0, 0, reading, patienceSeconds);
  }

  /** Exchanges started at a rate. */
  public LoadSpec open(double perSecond, int most) {
    return new LoadSpec(
        host, port, path, key, model, Mode.OPEN, most, perSecond, 0, reading, patienceSeconds);
  }

  /** A number of exchanges started at a rate, and no more. */
  public LoadSpec bounded(int count, double perSecond) {
    return new LoadSpec(
        host, port, path, key, model, Mode.OPEN, count, perSecond, count, reading, patienceSeconds);
  }

  /** The same for another model. */
  public LoadSpec asking(String other) {
    return new LoadSpec(
        host, port, path, key, other, mode, connections, rate, total, reading, patienceSeconds);
  }

  /** The same with another way of reading. */
  public LoadSpec reading(Reading other) {
    return new LoadSpec(
        host, port, path, key, model, mode, connections, rate, total, other, patienceSeconds);
  }
}
