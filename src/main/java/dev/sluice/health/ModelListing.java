package dev.sluice.health;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the names out of a listing of models: {@code {"data":[{"id":"…"}]}}. Pure. */
final class ModelListing {
  /** Names beyond this number are left out. */
  static final int MOST = 10_000;

  /** Longer names are left out. */
  private static final int LONGEST = 256;

  private static final JsonFactory JSON = new JsonFactory();

  private ModelListing() {}

  /** The names, in their order; null when the bytes are no such listing. */
  static @Nullable Set<String> names(byte[] body) {
    try (JsonParser json = JSON.createParser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        return null;
      }
      while (json.nextToken() == JsonToken.FIELD_NAME) {
        boolean data = "data".equals(json.currentName());
        if (json.nextToken() == JsonToken.START_ARRAY && data) {
          return entries(json);
        }
        json.skipChildren();
      }
      return null;
    } catch (IOException _) {
      return null;
    }
  }

  private static Set<String> entries(JsonParser json) throws IOException {
    Set<String> names = new LinkedHashSet<>();
    while (json.nextToken() != JsonToken.END_ARRAY) {
      String id = json.currentToken() == JsonToken.START_OBJECT ? id(json) : null;
      json.skipChildren();
      if (id != null && !id.isEmpty() && id.length() <= LONGEST) {
        names.add(id);
      }
      if (names.size() == MOST || json.currentToken() == null) {
        return names;
      }
    }
    return names;
  }

  /** The entry's {@code id}, null when it has none; stands on the entry's end. */
  private static @Nullable String id(JsonParser json) throws IOException {
    String id = null;
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      boolean wanted = "id".equals(json.currentName());
      if (json.nextToken() == JsonToken.VALUE_STRING && wanted) {
        id = json.getText();
      }
      json.skipChildren();
    }
    return id;
  }
}
