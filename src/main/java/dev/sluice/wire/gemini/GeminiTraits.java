package dev.sluice.wire.gemini;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an upstream model of the dialect takes. It differs from model to model, not from provider to
 * provider.
 *
 * @param thought how it is made to think
 * @param leastBudget fewest tokens of thought that it can be held to, 0 where it can be kept from
 *     thinking
 * @param mostBudget most tokens of thought
 * @param minimal whether it knows the level below {@code LOW}
 * @param medium whether it knows the level between {@code LOW} and {@code HIGH}
 * @param signed whether calls of earlier turns must carry a signature
 * @param jsonSchema whether it takes whole JSON schemas beside the dialect's own
 * @param system whether it takes instructions of the system
 */
public record GeminiTraits(
    Thought thought,
    int leastBudget,
    int mostBudget,
    boolean minimal,
    boolean medium,
    boolean signed,
    boolean jsonSchema,
    boolean system) {
  /** How a model is made to think. */
  public enum Thought {
    /** It does not. */
    NEVER,
    /** By a budget of tokens. */
    BUDGET,
    /** By a level. */
    LEVEL
  }

  private static final int MOST = 24_576;
  private static final int MOST_OF_PRO = 32_768;
  private static final int LEAST_OF_PRO = 128;
  private static final int THREE = 30;
  private static final int TWO_AND_A_HALF = 25;
  private static final Pattern VERSION =
      Pattern.compile("gemini-([0-9]{1,2})(?:\\.([0-9]))?(?![0-9]).*");

  /** What a model takes by its name; one without a version is taken for the newest. */
  public static GeminiTraits of(String model) {
    String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    if (!name.startsWith("gemini")) {
      return new GeminiTraits(
          Thought.NEVER, 0, 0, false, false, false, false, !name.startsWith("gemma"));
    }
    boolean pro = name.contains("pro");
    int version = version(name);
    if (version >= THREE) {
      boolean medium = !pro || version > THREE;
      return new GeminiTraits(Thought.LEVEL, 1, MOST, !pro, medium, true, true, true);
    }
    if (version >= TWO_AND_A_HALF) {
      int least = pro ? LEAST_OF_PRO : 0;
      int most = pro ? MOST_OF_PRO : MOST;
      return new GeminiTraits(Thought.BUDGET, least, most, false, false, false, true, true);
    }
    return new GeminiTraits(Thought.NEVER, 0, 0, false, false, false, false, true);
  }

  /** Ten times the version, such as 25. */
  private static int version(String name) {
    Matcher matcher = VERSION.matcher(name);
    if (!matcher.matches()) {
      return Integer.MAX_VALUE;
    }
    int minor = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return 10 * Integer.parseInt(matcher.group(1)) + minor;
  }
}
