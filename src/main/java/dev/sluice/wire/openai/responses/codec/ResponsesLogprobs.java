package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Probabilities: an array by token here, an object around such an array in canonical form. */
final class ResponsesLogprobs {
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final String BEFORE = "{\"content\":";
  private static final String AFTER = ",\"refusal\":null}";
  private static final int BRACKETS = 2;

  private ResponsesLogprobs() {}

  /** The canonical object of an array, null when that is empty or none. */
  static @Nullable Json canonical(@Nullable Json array) {
    return array == null || !array.text().startsWith("[") || array.text().length() <= BRACKETS
        ? null
        : new Json(BEFORE + array.text() + AFTER);
  }

  /** The array of a canonical object, null when it has none. */
  static @Nullable Json array(Json object) {
    if (!object.object()) {
      return null;
    }
    byte[] in = object.text().getBytes(StandardCharsets.UTF_8);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(in, 0, in.length);
    cursor.enter();
    Json found = null;
    while (cursor.member()) {
      if (cursor.on(CONTENT) && cursor.peek() == '[') {
        found = cursor.json();
      } else {
        cursor.skip();
      }
    }
    return found;
  }

  /** The arrays as one. */
  static String joined(List<Json> arrays) {
    StringBuilder all = new StringBuilder("[");
    for (Json array : arrays) {
      String text = array.text();
      if (text.length() > BRACKETS) {
        all.append(all.length() > 1 ? "," : "").append(text, 1, text.length() - 1);
      }
    }
    return all.append(']').toString();
  }
}
