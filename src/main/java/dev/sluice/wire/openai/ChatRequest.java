package dev.sluice.wire.openai;

import dev.sluice.wire.Bytes;
import dev.sluice.wire.Splice;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** Turns a client's chat request into the one for a target, byte for byte but for the splices. */
public final class ChatRequest {
  private static final JsonKey INCLUDE_USAGE = JsonKey.of("include_usage");
  private static final byte[] OPTIONS = ascii("{\"include_usage\":true}");
  private static final byte[] OPTIONS_MEMBER =
      ascii(",\"stream_options\":{\"include_usage\":true}");
  private static final byte[] USAGE_MEMBER = ascii("\"include_usage\":true");
  private static final byte[] USAGE_MEMBER_FIRST = ascii("\"include_usage\":true,");
  private static final byte[] TRUE = ascii("true");

  private ChatRequest() {}

  /**
   * The body to send upstream; the very same buffer when nothing has to change.
   *
   * @param envelope what was read from this body
   * @param upstreamModel the target's name for the model
   * @param askUsage whether a stream's usage is to be asked for, though the client did not
   */
  public static Buffer prepare(
      Buffer body, ChatEnvelope envelope, String upstreamModel, boolean askUsage) {
    boolean rename = !upstreamModel.equals(envelope.model());
    boolean ask = askUsage && envelope.stream() && !envelope.includeUsage();
    if (!rename && !ask) {
      return body;
    }
    Splice splice = Splice.sent(body);
    boolean optionsFirst =
        envelope.streamOptionsFrom() >= 0 && envelope.streamOptionsFrom() < envelope.modelFrom();
    if (ask && optionsFirst) {
      changeOptions(splice, body, envelope);
    }
    if (rename) {
      splice.replace(envelope.modelFrom(), envelope.modelTo(), JsonText.encode(upstreamModel));
    }
    if (ask && envelope.streamOptionsFrom() < 0) {
      splice.replace(envelope.modelTo(), envelope.modelTo(), OPTIONS_MEMBER);
    } else if (ask && !optionsFirst) {
      changeOptions(splice, body, envelope);
    }
    return splice.end();
  }

  private static void changeOptions(Splice splice, Buffer body, ChatEnvelope envelope) {
    Bytes bytes = Bytes.of(body);
    JsonCursor cursor = new JsonCursor();
    int base = bytes.from();
    int from = envelope.streamOptionsFrom();
    cursor.reset(bytes.array(), base + from, base + envelope.streamOptionsTo());
    if (cursor.peek() != '{') {
      splice.replace(from, envelope.streamOptionsTo(), OPTIONS);
      return;
    }
    cursor.enter();
    boolean empty = true;
    while (cursor.member()) {
      empty = false;
      int value = cursor.at() - base;
      cursor.skip();
      if (cursor.on(INCLUDE_USAGE)) {
        splice.replace(value, cursor.at() - base, TRUE);
        return;
      }
    }
    splice.replace(from + 1, from + 1, empty ? USAGE_MEMBER : USAGE_MEMBER_FIRST);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
