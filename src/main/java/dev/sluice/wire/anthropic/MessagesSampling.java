package dev.sluice.wire.anthropic;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How tokens are drawn, as a request says it to a model that lets nobody say it. */
public final class MessagesSampling {
  private static final List<JsonKey> FIELDS =
      List.of(JsonKey.of("temperature"), JsonKey.of("top_p"), JsonKey.of("top_k"));
  private static final byte[] NOTHING = {};

  private MessagesSampling() {}

  /**
   * The request without those fields; the very same buffer when it has none. Its other bytes stay
   * as they are.
   *
   * @param body JSON, an object
   * @param dropped told of what is left out
   */
  public static Buffer strip(Buffer body, Dropped dropped) {
    Bytes bytes = Bytes.of(body);
    JsonCursor cursor = new JsonCursor();
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      return body;
    }
    Splice splice = null;
    boolean kept = false;
    cursor.enter();
    int before = cursor.at();
    while (cursor.member()) {
      JsonKey field = field(cursor);
      cursor.skip();
      int after = cursor.at();
      if (field == null) {
        kept = true;
      } else {
        dropped.drop(field.toString(), "the model draws tokens as it likes");
        splice = splice == null ? Splice.sent(body) : splice;
        int end = kept ? after : comma(bytes.array(), after, bytes.to());
        splice.replace(before - bytes.from(), end - bytes.from(), NOTHING);
        after = end;
      }
      before = after;
    }
    return splice == null ? body : splice.end();
  }

  private static @Nullable JsonKey field(JsonCursor cursor) {
    for (JsonKey field : FIELDS) {
      if (cursor.on(field)) {
        return field;
      }
    }
    return null;
  }

  /** What follows a first member goes without the comma between them. */
  private static int comma(byte[] in, int from, int to) {
    int at = from;
    while (at < to && in[at] <= ' ' && in[at] >= 0) {
      at++;
    }
    return at < to && in[at] == ',' ? at + 1 : from;
  }
}
