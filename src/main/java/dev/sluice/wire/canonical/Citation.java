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
    @Nullable Json origin) {}
