package dev.sluice.wire.openai;

import dev.sluice.model.Feature;
import dev.sluice.model.Quality;
import dev.sluice.model.Task;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What routing decides on of a chat request. None of it is ever a fault.
 *
 * @param promptTokens estimate of the tokens of messages and tools
 * @param features what the request needs of a target
 * @param cacheKey fingerprint of {@code prompt_cache_key}, 0 when absent
 * @param opening fingerprint of {@code user} and of the messages up to the first one of a user, so
 *     that it stays the same while a conversation grows; 0 when no message is a user's
 * @param task {@code metadata.task}, null when absent or unknown
 * @param quality {@code metadata.quality}, null when absent or unknown
 * @param tool type of the first tool that the Responses API alone has, null for none
 */
public record ChatProfile(
    int promptTokens,
    Set<Feature> features,
    long cacheKey,
    long opening,
    @Nullable Task task,
    @Nullable Quality quality,
    @Nullable String tool) {
  public ChatProfile {
    features = Set.copyOf(features);
  }

  /** One of a request that has function tools at most. */
  public ChatProfile(
      int promptTokens,
      Set<Feature> features,
      long cacheKey,
      long opening,
      @Nullable Task task,
      @Nullable Quality quality) {
    this(promptTokens, features, cacheKey, opening, task, quality, null);
  }
}
