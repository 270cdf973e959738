package dev.sluice.wire.openai.responses;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.JsonTree;
import dev.sluice.wire.openai.ErrorBody;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a stream is told to have failed: an event {@code error}, then {@code response.failed} with
 * the response as far as it is known.
 */
public final class ResponsesBreak {
  private static final byte[] TAIL = bytes("\n\n");
  private static final byte[] CREATED = head("response.created");
  private static final byte[] ERROR = head("error");
  private static final byte[] FAILED = head("response.failed");

  private ResponsesBreak() {}

  private static byte[] head(String type) {
    return bytes("event: " + type + "\ndata: {\"type\":\"" + type + "\",\"sequence_number\":");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /**
   * The events that tell of a failure before anything is known of a response.
   *
   * @param id of the response that there would have been
   * @param now seconds since 1970
   */
  public static Buffer unbegun(ErrorBody told, String id, long now) {
    JsonOut out = new JsonOut();
    byte[] response = unknown(id, "", now);
    created(out, 0, response);
    error(out, 1, told);
    failed(out, 2, response, List.of(), told);
    return out.toBuffer();
  }

  /** Writes the event that names the error; its type, message and code are what the body says. */
  public static void error(JsonOut out, long sequence, ErrorBody told) {
    out.raw(ERROR).number(sequence).key("error").object();
    text(out, "type", told.type());
    text(out, "code", told.code());
    text(out, "message", told.message());
    text(out, "param", told.param());
    out.endObject().endObject().raw(TAIL);
  }

  /** Writes the member {@code error} of a response that failed. */
  public static void member(JsonOut out, ErrorBody told) {
    String code = told.code();
    String message = told.message();
    out.key("error").object().member("code", code == null ? "server_error" : code);
    out.member("message", message == null ? "The response failed." : message).endObject();
  }

  /** Writes the event that begins a stream with a response object. */
  static void created(JsonOut out, long sequence, byte[] response) {
    out.raw(CREATED).number(sequence).key("response").json(response).endObject().raw(TAIL);
  }

  /**
   * Writes the event that ends a stream.
   *
   * @param response the response object as it was told first
   * @param items those of its output that were told to their end
   */
  static void failed(
      JsonOut out, long sequence, byte[] response, List<byte[]> items, ErrorBody told) {
    out.raw(FAILED).number(sequence).key("response");
    JsonOut error = new JsonOut().object();
    member(error, told);
    byte[] made = error.endObject().toBytes();
    if (JsonTree.read(response, 0, response.length) instanceof ObjectNode tree
        && JsonTree.read(made, 0, made.length) instanceof ObjectNode failure) {
      tree.put("status", "failed").setAll(failure);
      if (!items.isEmpty()) {
        ArrayNode output = tree.putArray("output");
        items.forEach(item -> output.add(JsonTree.read(item, 0, item.length)));
      }
      out.json(JsonTree.write(tree));
    } else {
      out.json(response);
    }
    out.endObject().raw(TAIL);
  }

  /** A response object of which nothing is known but what the gateway knows by itself. */
  static byte[] unknown(String id, String model, long now) {
    JsonOut out = new JsonOut().object().member("id", id).member("object", "response");
    out.member("created_at", now).member("status", "in_progress").none("error");
    out.none("incomplete_details").none("instructions").key("metadata").object().endObject();
    out.member("model", model).key("output").array().endArray();
    out.member("parallel_tool_calls", true).none("temperature").member("tool_choice", "auto");
    return out.key("tools").array().endArray().none("top_p").endObject().toBytes();
  }

  private static void text(JsonOut out, String name, @Nullable String text) {
    if (text == null) {
      out.none(name);
    } else {
      out.member(name, text);
    }
  }
}
