package dev.sluice.wire.openai;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns a chat request into one whose last message is the beginning of its own answer, byte for
 * byte but for the splices.
 *
 * <p>A request that binds the form of the answer cannot be turned: a provider enforces a schema or
 * a grammar from the first token that it generates, which would then be in the middle of the text.
 */
public final class ChatPrefill {
  private static final JsonKey MESSAGES = JsonKey.of("messages");
  private static final JsonKey ROLE = JsonKey.of("role");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey RESPONSE_FORMAT = JsonKey.of("response_format");
  private static final JsonKey MAX_TOKENS = JsonKey.of("max_tokens");
  private static final JsonKey MAX_COMPLETION_TOKENS = JsonKey.of("max_completion_tokens");
  private static final List<JsonKey> FORMS =
      List.of(
          JsonKey.of("guided_json"),
          JsonKey.of("guided_regex"),
          JsonKey.of("guided_choice"),
          JsonKey.of("guided_grammar"),
          JsonKey.of("structured_outputs"),
          JsonKey.of("json_schema"),
          JsonKey.of("grammar"));
  private static final byte[] MESSAGE =
      ",{\"role\":\"assistant\",\"content\":".getBytes(StandardCharsets.US_ASCII);

  private static final byte[] END = {'}'};

  private final JsonCursor cursor = new JsonCursor();
  private final Splice splice;
  private final int base;
  private final String text;
  private final long sent;
  private boolean possible = true;

  private ChatPrefill(Buffer body, Bytes bytes, String text, long sent) {
    this.splice = new Splice(body);
    this.base = bytes.from();
    this.text = text;
    this.sent = sent;
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
  }

  /**
   * The request with the text as its last message; null when an answer to it would not surely go on
   * where the text ends.
   *
   * @param body a valid chat request
   * @param text what was sent of the answer
   * @param sent estimate of the text's tokens, by which the bound of the answer's tokens shrinks
   */
  public static @Nullable Buffer of(Buffer body, String text, long sent) {
    if (text.isBlank() || Character.isHighSurrogate(text.charAt(text.length() - 1))) {
      return null;
    }
    return new ChatPrefill(body, Bytes.of(body), text, sent).turned();
  }

  private @Nullable Buffer turned() {
    cursor.enter();
    while (possible && cursor.member()) {
      member();
    }
    return possible ? splice.end() : null;
  }

  private void member() {
    if (cursor.on(MESSAGES)) {
      messages();
    } else if (cursor.on(MAX_TOKENS) || cursor.on(MAX_COMPLETION_TOKENS)) {
      shrink();
    } else if (cursor.on(RESPONSE_FORMAT)) {
      possible = cursor.skipNull() || free();
    } else if (binds()) {
      possible = cursor.skipNull();
    } else {
      cursor.skip();
    }
  }

  private boolean binds() {
    for (JsonKey form : FORMS) {
      if (cursor.on(form)) {
        return true;
      }
    }
    return false;
  }

  private void messages() {
    int from = cursor.at();
    int to = from;
    cursor.enter();
    while (cursor.item()) {
      from = cursor.at();
      cursor.skip();
      to = cursor.at();
    }
    // Two messages of the assistant in a row are one too many for most providers.
    possible = !says(from, to, ROLE, "assistant");
    splice.replace(to - base, to - base, MESSAGE);
    splice.insert(JsonText.encode(text));
    splice.insert(END);
  }

  private void shrink() {
    int from = cursor.at();
    long bound = cursor.integer();
    if (bound != JsonSkim.NOT_INTEGER) {
      byte[] rest = Long.toString(Math.max(1, bound - sent)).getBytes(StandardCharsets.US_ASCII);
      splice.replace(from - base, cursor.at() - base, rest);
    }
  }

  /** Leaves the form of the answer behind; false when it binds. */
  private boolean free() {
    int from = cursor.at();
    cursor.skip();
    return says(from, cursor.at(), TYPE, "text");
  }

  private boolean says(int from, int to, JsonKey key, String word) {
    JsonCursor inner = new JsonCursor();
    inner.reset(cursor.bytes(), from, to);
    if (inner.peek() != '{') {
      return false;
    }
    inner.enter();
    while (inner.member()) {
      if (inner.on(key) && inner.peek() == '"') {
        return inner.string().equals(word);
      }
      inner.skip();
    }
    return false;
  }
}
