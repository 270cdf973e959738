package dev.sluice.wire.anthropic;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes the events of a Messages stream one by one and counts its blocks. */
final class MessagesFrames {
  private static final byte[] TAIL = bytes("\n\n");
  private static final byte[] CLOSE = bytes("}}\n\n");
  private static final byte[] PING = bytes("event: ping\ndata: {\"type\":\"ping\"}\n\n");
  private static final byte[] START = bytes("event: message_start\ndata: ");
  private static final byte[] DELTA = bytes("event: message_delta\ndata: ");
  private static final byte[] STOP =
      bytes("event: message_stop\ndata: {\"type\":\"message_stop\"}\n\n");
  private static final byte[] BLOCK_START =
      bytes("event: content_block_start\ndata: {\"type\":\"content_block_start\",\"index\":");
  private static final byte[] BLOCK_DELTA =
      bytes("event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":");
  private static final byte[] BLOCK_STOP =
      bytes("event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":");

  private int index = -1;

  void ping(JsonOut out) {
    out.raw(PING);
  }

  void start(String id, String model, Usage usage, JsonOut out) {
    out.raw(START).object().member("type", "message_start").key("message").object();
    out.member("id", id).member("type", "message").member("role", "assistant");
    out.member("model", model).key("content").array().endArray();
    out.none("stop_reason").none("stop_sequence").key("usage");
    MessagesUsage.write(out, usage);
    out.endObject().endObject().raw(TAIL);
  }

  void openText(JsonOut out) {
    block("text", out).member("text", "").raw(CLOSE);
  }

  void openThinking(JsonOut out) {
    block("thinking", out).member("thinking", "").member("signature", "").raw(CLOSE);
  }

  void sealed(String data, JsonOut out) {
    block("redacted_thinking", out).member("data", data).raw(CLOSE);
  }

  void call(String id, String name, JsonOut out) {
    block("tool_use", out).member("id", id).member("name", name);
    out.key("input").object().endObject().raw(CLOSE);
  }

  private JsonOut block(String type, JsonOut out) {
    index++;
    return out.raw(BLOCK_START).number(index).key("content_block").object().member("type", type);
  }

  void text(String text, JsonOut out) {
    delta("text_delta", out).member("text", text).raw(CLOSE);
  }

  void thinking(String text, JsonOut out) {
    delta("thinking_delta", out).member("thinking", text).raw(CLOSE);
  }

  void signature(String signature, JsonOut out) {
    delta("signature_delta", out).member("signature", signature).raw(CLOSE);
  }

  void json(String fragment, JsonOut out) {
    delta("input_json_delta", out).member("partial_json", fragment).raw(CLOSE);
  }

  void citation(Citation citation, JsonOut out) {
    delta("citations_delta", out).key("citation");
    MessagesCitations.write(out, citation);
    out.raw(CLOSE);
  }

  private JsonOut delta(String type, JsonOut out) {
    return out.raw(BLOCK_DELTA).number(index).key("delta").object().member("type", type);
  }

  void stop(JsonOut out) {
    out.raw(BLOCK_STOP).number(index).endObject().raw(TAIL);
  }

  void end(String reason, @Nullable String sequence, Usage usage, JsonOut out) {
    out.raw(DELTA).object().member("type", "message_delta").key("delta").object();
    out.member("stop_reason", reason);
    if (sequence == null) {
      out.none("stop_sequence");
    } else {
      out.member("stop_sequence", sequence);
    }
    out.endObject().key("usage");
    MessagesUsage.write(out, usage);
    out.endObject().raw(TAIL).raw(STOP);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
