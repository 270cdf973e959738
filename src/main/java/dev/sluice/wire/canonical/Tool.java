package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A function that the model may ask to call.
 *
 * @param description what it does, null when nothing is said
 * @param schema JSON schema of its arguments, an object, null for any
 * @param strict whether arguments must follow the schema, null when nothing is said
 * @param cache whether the provider is asked to keep the prompt up to here, null for no
 */
public record Tool(
    String name,
    @Nullable String description,
    @Nullable Json schema,
    @Nullable Boolean strict,
    @Nullable CacheHint cache) {}
