package dev.sluice.wire.openai.codec;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What an upstream model of the dialect takes.
 *
 * @param completionTokens whether the bound of tokens is called {@code max_completion_tokens}; only
 *     OpenAI's own servers know that name, and their reasoning models no other
 * @param effort whether it knows {@code reasoning_effort}
 * @param thoughts whether it takes back what it thought, as {@code reasoning_content}
 */
public record ChatTraits(boolean completionTokens, boolean effort, boolean thoughts) {
  /** Of a model of which nothing is known. */
  public static final ChatTraits PLAIN = new ChatTraits(false, false, false);

  private static final Pattern REASONING =
      Pattern.compile("(.*/)?(o[1-9]|gpt-([5-9]|[1-9][0-9])).*");

  /** What a model takes by its name. */
  public static ChatTraits of(String model) {
    boolean reasons = REASONING.matcher(model.toLowerCase(Locale.ROOT)).matches();
    return reasons ? new ChatTraits(true, true, false) : PLAIN;
  }
}
