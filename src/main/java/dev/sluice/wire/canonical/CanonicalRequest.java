package dev.sluice.wire.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of a model.
 *
 * @param model name of the model
 * @param messages the conversation in the form of {@link Conversation}
 * @param tools what may be called
 * @param format what the answer has to be
 * @param sampling how tokens are drawn
 * @param thinking null when nothing is said
 * @param stop sequences that end the answer
 * @param maxTokens bound of the answer's tokens, thoughts included; 0 for none
 * @param choices how many answers, at least 1
 * @param logprobs how many tokens to tell the probability of besides the chosen one; -1 for not
 *     even that one
 * @param user who asks, in words of the client; null when it does not say
 * @param tier null when nothing is said
 * @param stream whether the answer is to be streamed
 * @param usageWanted whether a stream is to end with usage
 */
public record CanonicalRequest(
    String model,
    List<Message> messages,
    Tools tools,
    ResponseFormat format,
    Sampling sampling,
    @Nullable Thinking thinking,
    List<String> stop,
    long maxTokens,
    int choices,
    int logprobs,
    @Nullable String user,
    @Nullable ServiceTier tier,
    boolean stream,
    boolean usageWanted) {
  public CanonicalRequest {
    messages = List.copyOf(messages);
    stop = List.copyOf(stop);
  }

  /** Refuses, for an API of one answer at a time, all wishes for more and for probabilities. */
  public void requireOneAnswer() {
    if (choices > 1) {
      throw Dropped.refusal("n", "it gives one answer at a time");
    }
    if (logprobs >= 0) {
      throw Dropped.refusal("logprobs", "it does not tell probabilities");
    }
  }

  /** The same in another number of answers. */
  public CanonicalRequest withChoices(int number) {
    return new CanonicalRequest(
        model,
        messages,
        tools,
        format,
        sampling,
        thinking,
        stop,
        maxTokens,
        number,
        logprobs,
        user,
        tier,
        stream,
        usageWanted);
  }

  /** The same about another conversation. */
  public CanonicalRequest withMessages(List<Message> others) {
    return new CanonicalRequest(
        model,
        others,
        tools,
        format,
        sampling,
        thinking,
        stop,
        maxTokens,
        choices,
        logprobs,
        user,
        tier,
        stream,
        usageWanted);
  }
}
