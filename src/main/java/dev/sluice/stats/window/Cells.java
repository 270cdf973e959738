package dev.sluice.stats.window;

import dev.sluice.telemetry.OutcomeKind;

/** Places of the sums that are kept of a target, in all arrays of them. */
public final class Cells {
  /** Attempts begun. */
  public static final int STARTED = 0;

  /** Prompt tokens, cached ones included. */
  public static final int INPUT = 1;

  /** Prompt tokens read from the provider's cache. */
  public static final int CACHED = 2;

  /** Completion tokens. */
  public static final int OUTPUT = 3;

  /** Nano-dollars spent. */
  public static final int COST = 4;

  private static final int ENDED = 5;

  /** The first of the places that only telling attempts are written to. */
  public static final int LESSONS = ENDED + OutcomeKind.values().length;

  /** Attempts that succeeded. */
  public static final int SUCCESSES = LESSONS;

  /** Attempts that failed by the target's fault. */
  public static final int FAILURES = LESSONS + 1;

  /** Prompt tokens of successes. */
  public static final int PROMPT = LESSONS + 2;

  /** Cached ones of {@link #PROMPT}. */
  public static final int PROMPT_CACHED = LESSONS + 3;

  /** Number, sum and sum of squares of the seconds to the first token. */
  public static final int FIRST_TOKEN = LESSONS + 4;

  /** Number, sum and sum of squares of the seconds to the end. */
  public static final int WHOLE = LESSONS + 7;

  /** Number, sum and sum of squares of the tokens a second. */
  public static final int THROUGHPUT = LESSONS + 10;

  /** Number, sum and sum of squares of the tokens of an answer. */
  public static final int ANSWER = LESSONS + 13;

  /** How many places there are. */
  public static final int SIZE = LESSONS + 16;

  private Cells() {}

  /** Attempts that ended so. The order of the kinds is known nowhere else. */
  @SuppressWarnings("EnumOrdinal")
  public static int ended(OutcomeKind outcome) {
    return ENDED + outcome.ordinal();
  }
}
