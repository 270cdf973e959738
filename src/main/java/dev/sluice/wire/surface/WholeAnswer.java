package dev.sluice.wire.surface;

import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is no stream, checked to be one.
 *
 * @param body the bytes for the client; the very buffer that was read when nothing had to change
 * @param usage what the provider counted, null when it told nothing
 */
public record WholeAnswer(Buffer body, @Nullable Usage usage) {}
