package dev.sluice.wire.anthropic;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an upstream model of the dialect takes. It differs from model to model, not from provider to
 * provider.
 *
 * @param maxTokens bound of the answer where the client sets none, at least 1
 * @param sampling how much of the drawing of tokens can be set
 * @param schema whether it follows a JSON schema by itself
 * @param thought how it is made to think
 * @param prefill whether it goes on with an assistant message
 * @param systemAnywhere whether a system message may stand among the others
 */
public record MessagesTraits(
    int maxTokens,
    Drawing sampling,
    boolean schema,
    Thought thought,
    boolean prefill,
    boolean systemAnywhere) {

  /** How much of the drawing of tokens can be set. */
  public enum Drawing {
    /** Temperature, top-p and top-k. */
    ALL,
    /** Either temperature or top-p. */
    ONE,
    /** Nothing: any value is refused. */
    NONE
  }

  /** How a model is made to think. */
  public enum Thought {
    /** It does not. */
    NEVER,
    /** By a budget of tokens. */
    BUDGET,
    /** By an effort; it finds by itself when to think. */
    EFFORT
  }

  /** Longest answer of the oldest models. */
  private static final int LITTLE = 4096;

  private static final int SOME = 8192;
  private static final int MUCH = 32_000;
  private static final Pattern OLD = Pattern.compile("claude-(instant|2|3)([-.]([0-9])\\b)?.*");
  private static final Pattern NEW =
      Pattern.compile("claude-[a-z]+-([0-9]{1,2})([-.]([0-9]{1,2})\\b)?.*");

  public MessagesTraits {
    if (maxTokens < 1) {
      throw new IllegalArgumentException("an answer has at least one token");
    }
  }

  /**
   * What a model takes by its name. Models whose names are not Anthropic's are taken for those of a
   * server that speaks its dialect.
   *
   * @param output most tokens of its answer, 0 when unknown
   */
  public static MessagesTraits of(String model, int output) {
    int version = version(model.toLowerCase(Locale.ROOT));
    int otherwise = version < 0 ? SOME : version < 35 ? LITTLE : version < 37 ? SOME : MUCH;
    int bound = output > 0 ? output : otherwise;
    if (version < 0) {
      return new MessagesTraits(bound, Drawing.ALL, false, Thought.BUDGET, true, false);
    }
    return new MessagesTraits(
        bound,
        version <= 40 ? Drawing.ALL : version <= 46 ? Drawing.ONE : Drawing.NONE,
        version >= 45,
        version < 37 ? Thought.NEVER : version < 46 ? Thought.BUDGET : Thought.EFFORT,
        version < 46,
        false);
  }

  /** The same, for a version of the API that does not know how tokens are drawn. */
  MessagesTraits withoutSampling() {
    return new MessagesTraits(maxTokens, Drawing.NONE, schema, thought, prefill, systemAnywhere);
  }

  /** Ten times the version, such as 45; -1 when the name is not one of Anthropic's. */
  private static int version(String model) {
    String name = model.substring(Math.max(0, model.indexOf("claude")));
    Matcher old = OLD.matcher(name);
    if (old.matches()) {
      int major = old.group(1).length() == 1 ? Integer.parseInt(old.group(1)) : 1;
      return 10 * major + (old.group(3) == null ? 0 : Integer.parseInt(old.group(3)));
    }
    Matcher now = NEW.matcher(name);
    if (now.matches()) {
      int minor = now.group(3) == null ? 0 : Integer.parseInt(now.group(3));
      return 10 * Integer.parseInt(now.group(1)) + Math.min(9, minor);
    }
    return -1;
  }
}
