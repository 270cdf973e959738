package dev.sluice.model;

/**
 * Token counts of an attempt in canonical form: totals include their parts.
 *
 * @param inputTotal prompt tokens, cached ones included
 * @param cacheRead prompt tokens read from the provider's cache, within {@code inputTotal}
 * @param cacheWrite prompt tokens written to the provider's cache, within {@code inputTotal}
 * @param outputTotal completion tokens, reasoning included
 * @param reasoning reasoning tokens, within {@code outputTotal}
 */
public record Usage(
    long inputTotal, long cacheRead, long cacheWrite, long outputTotal, long reasoning) {
  /** No tokens at all. */
  public static final Usage NONE = new Usage(0, 0, 0, 0, 0);

  public Usage {
    if (inputTotal < 0 || cacheRead < 0 || cacheWrite < 0 || outputTotal < 0 || reasoning < 0) {
      throw new IllegalArgumentException("token counts are never negative");
    }
  }

  /** The sum. */
  public Usage plus(Usage other) {
    return new Usage(
        inputTotal + other.inputTotal,
        cacheRead + other.cacheRead,
        cacheWrite + other.cacheWrite,
        outputTotal + other.outputTotal,
        reasoning + other.reasoning);
  }

  /** Usage of prompt and completion alone. */
  public static Usage of(long input, long output) {
    return new Usage(input, 0, 0, output, 0);
  }
}
