package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What a text rests on.
 *
 * @param url address of the source, null when it has none
 * @param title the source's title, null when unknown
 * @param quote the words that are cited, null when unknown
 * @param from offset of the text that rests on it, in characters of the answer's text, -1 when
 *     unknown
 * @param to offset after it, -1 when unknown
 * @param origin how its own dialect wrote it, null when that is not kept
 */
public record Citation(
    @Nullable String url,
    @Nullable String title,
    @Nullable String quote,
    int from,
    int to,
    @Nullable Json origin) {
  /**
   * A citation of a web page.
   *
   * @param from as told, -1 when unknown
   * @param to as told, -1 when unknown
   */
  public static Citation ofPage(@Nullable String url, @Nullable String title, long from, long to) {
    return new Citation(url, title, null, bounded(from), bounded(to), null);
  }

  private static int bounded(long number) {
    return Math.clamp(number, -1, Integer.MAX_VALUE);
  }

  /** Whether it names a page, without which OpenAI's dialects cannot tell it. */
  public boolean hasPage() {
    return url != null;
  }
}
