package dev.sluice.wire.openai;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashSet;
import java.util.Set;

/** The listing of models, as providers write it. */
public final class ModelList {
  /** Most names taken from a provider's listing. */
  public static final int MAX_NAMES = 10_000;

  /** Longest provider's listing that is read, in bytes. */
  public static final int MAX_BYTES = 8 << 20;

  private static final JsonKey DATA = JsonKey.of("data");
  private static final JsonKey MODELS = JsonKey.of("models");
  private static final JsonKey ID = JsonKey.of("id");

  private ModelList() {}

  /**
   * The names in a provider's listing, in its order, at most {@link #MAX_NAMES}. Empty when the
   * listing is longer than {@link #MAX_BYTES} or of an unknown form.
   */
  public static Set<String> names(Buffer providerListing) {
    Set<String> names = new LinkedHashSet<>();
    if (providerListing.length() > MAX_BYTES) {
      return names;
    }
    Bytes bytes = Bytes.of(providerListing);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    try {
      listing(cursor, names);
      cursor.end();
      return names;
    } catch (MalformedJson e) {
      return Set.of();
    }
  }

  private static void listing(JsonCursor cursor, Set<String> names) {
    if (cursor.peek() == '[') {
      items(cursor, names);
      return;
    }
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if ((cursor.on(DATA) || cursor.on(MODELS)) && cursor.peek() == '[') {
        items(cursor, names);
      } else {
        cursor.skip();
      }
    }
  }

  private static void items(JsonCursor cursor, Set<String> names) {
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() != '{') {
        cursor.skip();
        continue;
      }
      cursor.enter();
      while (cursor.member()) {
        if (cursor.on(ID) && cursor.peek() == '"' && names.size() < MAX_NAMES) {
          names.add(cursor.string());
        } else {
          cursor.skip();
        }
      }
    }
  }
}
