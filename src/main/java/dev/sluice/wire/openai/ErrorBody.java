package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.model.Failure;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.ResetTime;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.JsonTree;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What an error body says, ours or a provider's.
 *
 * @param message its message, at most {@link #MAX_CHARS} long, null when none was understood
 * @param type its type, null when it has none
 * @param code its code, as text where it was a number, null when it has none
 * @param param the field at fault, null when it has none
 * @param retryDelay how long to wait by its details, null when they do not say
 */
public record ErrorBody(
    @Nullable String message,
    @Nullable String type,
    @Nullable String code,
    @Nullable String param,
    @Nullable Duration retryDelay) {
  /** Longest message read or written, in chars. */
  public static final int MAX_CHARS = 500;

  private static final int MAX_BYTES = 1 << 20;
  private static final ErrorBody UNKNOWN = new ErrorBody(null, null, null, null);
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  /** A body that does not say how long to wait. */
  public ErrorBody(
      @Nullable String message,
      @Nullable String type,
      @Nullable String code,
      @Nullable String param) {
    this(message, type, code, param, null);
  }

  /** The body of an error answer. */
  public static Buffer of(
      String message, String type, @Nullable String code, @Nullable String param) {
    return new ErrorBody(message, type, code, param).body();
  }

  /** The same as an unnamed event for a stream that has begun. */
  public static Buffer event(
      String message, String type, @Nullable String code, @Nullable String param) {
    return new ErrorBody(message, type, code, param).event();
  }

  /** The body of an error answer that says this. */
  public Buffer body() {
    return append(Buffer.buffer(160), this);
  }

  /** The same as an unnamed event for a stream that has begun. */
  public Buffer event() {
    return append(Buffer.buffer(160).appendString("data: "), this).appendString("\n\n");
  }

  private static Buffer append(Buffer made, ErrorBody error) {
    return made.appendString("{\"error\":{\"message\":")
        .appendBytes(json(error.message))
        .appendString(",\"type\":")
        .appendBytes(json(error.type))
        .appendString(",\"param\":")
        .appendBytes(json(error.param))
        .appendString(",\"code\":")
        .appendBytes(json(error.code))
        .appendString("}}");
  }

  private static byte[] json(@Nullable String text) {
    return text == null ? NULL : JsonText.encode(shorten(text));
  }

  /** Reads a provider's error body. Never fails: what is not understood is null. */
  public static ErrorBody read(Buffer body) {
    Bytes bytes = Bytes.of(body);
    return read(bytes.array(), bytes.from(), bytes.to());
  }

  /** As {@link #read(Buffer)}. */
  public static ErrorBody read(byte[] body) {
    return read(body, 0, body.length);
  }

  /** As {@link #read(Buffer)}. */
  public static ErrorBody read(byte[] in, int from, int to) {
    if (to - from > MAX_BYTES) {
      return UNKNOWN;
    }
    try {
      return read(JsonTree.read(in, from, to));
    } catch (MalformedJson e) {
      return UNKNOWN;
    }
  }

  /** Reads a tree of the forms in use: nested, flat, a bare string, or a list of one. */
  static ErrorBody read(JsonNode tree) {
    JsonNode body = tree.isArray() && !tree.isEmpty() ? tree.get(0) : tree;
    JsonNode error = body.path("error");
    if (error.isTextual()) {
      return new ErrorBody(text(error), text(body.get("type")), text(body.get("code")), null);
    }
    JsonNode said = error.isObject() ? error : body;
    String message = text(said.get("message"));
    if (message == null) {
      message = text(said.get("detail"));
    }
    String type = text(said.get("type"));
    return new ErrorBody(
        message,
        type == null ? text(said.get("status")) : type,
        text(said.get("code")),
        text(said.get("param")),
        retryDelay(said.path("details")));
  }

  /** Google's form: {@code {"@type": "…RetryInfo", "retryDelay": "31s"}} among the details. */
  private static @Nullable Duration retryDelay(JsonNode details) {
    for (JsonNode detail : details) {
      JsonNode delay = detail.path("retryDelay");
      if (delay.isTextual()) {
        return ResetTime.duration(delay.textValue().trim());
      }
    }
    return null;
  }

  /** The failure that a frame without an answer stands for. */
  static Failure failureIn(JsonNode frame) {
    ErrorBody said = read(frame);
    return said.message == null
        ? new Failure.Garbled("The provider sent an event without choices.")
        : ProviderFailure.within(said);
  }

  private static @Nullable String text(@Nullable JsonNode node) {
    if (node == null || !node.isValueNode() || node.isNull()) {
      return null;
    }
    String text = node.asText();
    return text.isBlank() ? null : shorten(text);
  }

  private static String shorten(String text) {
    if (text.length() <= MAX_CHARS) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(MAX_CHARS - 2)) ? MAX_CHARS - 2 : MAX_CHARS - 1;
    return text.substring(0, end) + "…";
  }
}
