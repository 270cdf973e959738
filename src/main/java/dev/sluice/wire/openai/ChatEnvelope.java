package dev.sluice.wire.openai;

import dev.sluice.model.Demand;
import dev.sluice.wire.Fingerprint;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What is decided on of a chat request, read in one pass over its bytes.
 *
 * @param model the model's name, unescaped
 * @param modelFrom offset of the model's value, its opening quote
 * @param modelTo offset after its closing quote
 * @param stream whether a stream is asked for
 * @param includeUsage whether the client asked for usage in the stream
 * @param streamOptionsFrom offset of the value of {@code stream_options}, which may be null, -1
 *     when absent
 * @param streamOptionsTo offset after it
 * @param maxTokens {@code max_completion_tokens}, else {@code max_tokens}, -1 when absent
 * @param choices {@code n}, 1 when absent
 * @param tools whether tools are offered
 * @param user value of {@code user}, null when absent
 * @param profile what routing decides on
 */
public record ChatEnvelope(
    String model,
    int modelFrom,
    int modelTo,
    boolean stream,
    boolean includeUsage,
    int streamOptionsFrom,
    int streamOptionsTo,
    long maxTokens,
    int choices,
    boolean tools,
    @Nullable String user,
    ChatProfile profile) {
  /** Most choices that a request may ask for. */
  public static final int MAX_CHOICES = 128;

  /**
   * Reads the envelope and validates the whole body. Throws {@link
   * dev.sluice.model.FailureException} with a {@link dev.sluice.model.Failure.BadRequest} when the
   * body is not JSON or a field decided on is missing, doubled or of the wrong kind; a field that
   * is not decided on is never a fault.
   */
  public static ChatEnvelope scan(Buffer body) {
    return EnvelopeScan.of(body);
  }

  /**
   * What serving the request takes.
   *
   * <p>The conversation is known by {@code prompt_cache_key}, else by the key that is given, else
   * by how it began.
   *
   * @param conversation the client's own key of the conversation, null when it gave none
   */
  public Demand demand(@Nullable String conversation) {
    return new Demand(
        profile.promptTokens(),
        Math.clamp(maxTokens, 0, Integer.MAX_VALUE),
        profile.features(),
        conversation(conversation),
        conversation != null || profile.cacheKey() != 0);
  }

  private long conversation(@Nullable String key) {
    if (profile.cacheKey() != 0) {
      return profile.cacheKey();
    }
    return key == null ? profile.opening() : Fingerprint.of(key);
  }
}
