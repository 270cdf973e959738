package dev.sluice.provider.translation;

import org.jspecify.annotations.Nullable;

/**
 * What translation is bound by.
 *
 * @param frame longest event of a stream that is taken of a provider, in bytes
 * @param answer longest whole answer that is taken of a provider, in bytes
 * @param choices most answers of one request that are asked for one by one
 * @param media how what stands behind addresses is fetched for providers that take bytes alone;
 *     null for not at all
 */
public record Bounds(int frame, int answer, int choices, @Nullable Fetching media) {
  /** Bounds of answers; requests with addresses are refused, and those of several answers. */
  public Bounds(int frame, int answer) {
    this(frame, answer, 1, null);
  }
}
