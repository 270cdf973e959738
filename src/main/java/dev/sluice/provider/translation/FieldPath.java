package dev.sluice.provider.translation;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Names the field of a document that holds a certain text, in whatever dialect. */
final class FieldPath {
  private static final int DEEPEST = 32;

  private final JsonCursor in = new JsonCursor();
  private final String text;

  private FieldPath(String text) {
    this.text = text;
  }

  /** The path, for example {@code messages[3].content[1].image_url.url}. */
  static String of(Buffer body, String text) {
    Bytes bytes = Bytes.of(body);
    FieldPath path = new FieldPath(text);
    path.in.reset(bytes.array(), bytes.from(), bytes.to());
    try {
      String found = path.find("", 0);
      return found == null ? "messages" : found;
    } catch (MalformedJson e) {
      return "messages";
    }
  }

  private @Nullable String find(String at, int depth) {
    byte first = in.peek();
    if (first == '"') {
      return in.string().equals(text) ? at : null;
    }
    if (depth == DEEPEST || (first != '{' && first != '[')) {
      in.skip();
      return null;
    }
    in.enter();
    return first == '{' ? within(at, depth) : among(at, depth);
  }

  private @Nullable String within(String at, int depth) {
    while (in.member()) {
      String found = find(at.isEmpty() ? in.name() : at + "." + in.name(), depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private @Nullable String among(String at, int depth) {
    for (int index = 0; in.item(); index++) {
      String found = find(at + "[" + index + "]", depth + 1);
      if (found != null) {
        return found;
      }
    }
    return null;
  }
}
