package dev.sluice.wire.gemini;

import dev.sluice.wire.json.Json;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Schemas that were converted before: an agent sends the same tools with every request. What is
 * remembered is at most some megabytes; when it is full, all is forgotten. Safe for all threads.
 */
final class SchemaMemo {
  static final int MOST = 128;

  /** Longest schema that is remembered, in characters. */
  static final int LONGEST = 16 * 1024;

  private final Map<Json, Optional<Json>> known = new ConcurrentHashMap<>();
  private final Function<Json, @Nullable Json> conversion;

  /**
   * Nothing is remembered.
   *
   * @param conversion gives the same for the same schema, null where there is no counterpart
   */
  SchemaMemo(Function<Json, @Nullable Json> conversion) {
    this.conversion = conversion;
  }

  /** What the schema becomes. */
  @Nullable Json of(Json schema) {
    if (schema.text().length() > LONGEST) {
      return conversion.apply(schema);
    }
    Optional<Json> remembered = known.get(schema);
    if (remembered == null) {
      remembered = Optional.ofNullable(conversion.apply(schema));
      if (known.size() >= MOST) {
        known.clear();
      }
      known.put(schema, remembered);
    }
    return remembered.orElse(null);
  }
}
