package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import java.util.Locale;

/**
 * A member name of the dialect, which knows each in two spellings: {@code inlineData} and {@code
 * inline_data}.
 */
final class GeminiKey {
  private final JsonKey camel;
  private final JsonKey snake;

  private GeminiKey(String name) {
    this.camel = JsonKey.of(name);
    this.snake = JsonKey.of(name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT));
  }

  /**
   * The key of that name.
   *
   * @param name in the first spelling
   */
  static GeminiKey of(String name) {
    return new GeminiKey(name);
  }

  /** Whether the member that the reader is on has this name. */
  boolean on(FieldReader in) {
    return in.on(camel) || in.on(snake);
  }

  /** Whether the member that the cursor is on has this name. */
  boolean on(JsonCursor cursor) {
    return cursor.on(camel) || cursor.on(snake);
  }

  /** The name in the first spelling. */
  @Override
  public String toString() {
    return camel.toString();
  }
}
