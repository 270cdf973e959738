package dev.sluice.wire.openai;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** A request whose model is named elsewhere, for example in its path. */
public final class NamedModel {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final byte[] MEMBER = "\"model\":".getBytes(StandardCharsets.US_ASCII);

  private NamedModel() {}

  /**
   * The body with the model in it, in the place of its own if it has one. A body that is no JSON
   * object is returned as it is: whoever reads it will say so.
   */
  public static Buffer put(Buffer body, String model) {
    Bytes bytes = Bytes.of(body);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      return body;
    }
    try {
      return put(body, cursor, bytes.from(), JsonText.encode(model));
    } catch (MalformedJson e) {
      return body;
    }
  }

  private static Buffer put(Buffer body, JsonCursor cursor, int base, byte[] model) {
    cursor.enter();
    int open = cursor.at() - base;
    boolean empty = true;
    Splice splice = new Splice(body);
    while (cursor.member()) {
      empty = false;
      int from = cursor.at();
      cursor.skip();
      if (cursor.on(MODEL)) {
        splice.replace(from - base, cursor.at() - base, model);
        return splice.end();
      }
    }
    splice.replace(open, open, MEMBER);
    splice.insert(model);
    if (!empty) {
      splice.insert(new byte[] {','});
    }
    return splice.end();
  }
}
