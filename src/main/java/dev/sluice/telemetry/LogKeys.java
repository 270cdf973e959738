package dev.sluice.telemetry;

/** Keys of structured log lines: one word for one thing, in every line. */
public final class LogKeys {
  /** Id of a target. */
  public static final String TARGET = "target";

  /** Name of a provider. */
  public static final String PROVIDER = "provider";

  /** Name of a node. */
  public static final String NODE = "node";

  /** Place in a list, from 1. */
  public static final String POSITION = "position";

  /** State that something has come to. */
  public static final String STATE = "state";

  /** Why, in one sentence. */
  public static final String CAUSE = "cause";

  private LogKeys() {}
}
