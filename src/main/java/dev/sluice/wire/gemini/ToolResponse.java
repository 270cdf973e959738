package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a function answered, as text: what stands alone under {@code result}, {@code output} or
 * {@code error} without its wrapping, else the whole object.
 *
 * @param failed whether it says that it failed
 */
record ToolResponse(String text, boolean failed) {
  static final ToolResponse NOTHING = new ToolResponse("", false);

  /** The response that an object holds. */
  static ToolResponse read(Json object) {
    byte[] bytes = object.text().getBytes(StandardCharsets.UTF_8);
    FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
    in.reset(bytes, 0, bytes.length);
    String name = null;
    String text = null;
    int members = 0;
    if (in.object("response")) {
      while (in.member()) {
        members++;
        name = in.name();
        text = value(in);
      }
    }
    if (members == 1 && name != null && text != null) {
      switch (name) {
        case "result", "output", "content" -> {
          return new ToolResponse(text, false);
        }
        case "error" -> {
          return new ToolResponse(text, true);
        }
        default -> {
          // An object of the function's own.
        }
      }
    }
    return members == 0 ? NOTHING : new ToolResponse(object.text(), false);
  }

  private static @Nullable String value(FieldReader in) {
    if (in.isText()) {
      return in.text("response");
    }
    Json json = in.json();
    return json == null ? null : json.text();
  }
}
