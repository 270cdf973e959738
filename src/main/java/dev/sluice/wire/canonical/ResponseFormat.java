package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import org.jspecify.annotations.Nullable;

/** What the answer's text has to be. */
public sealed interface ResponseFormat {
  /** Anything. */
  record Free() implements ResponseFormat {}

  /** Any JSON object. */
  record AnyObject() implements ResponseFormat {}

  /**
   * JSON that follows a schema.
   *
   * @param name of letters, digits, dashes and underscores
   * @param description what it is for, null when nothing is said
   * @param schema the schema, an object
   * @param strict whether it must follow exactly, null when nothing is said
   */
  record Schema(String name, @Nullable String description, Json schema, @Nullable Boolean strict)
      implements ResponseFormat {}
}
