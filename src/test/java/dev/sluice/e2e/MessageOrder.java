package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What holds of every stream of Messages: one start; blocks one after the other, numbered from 0
 * without gaps, of kinds that clients know; then the reason, the counts and the stop. A stream that
 * breaks ends with an error in their place.
 */
final class MessageOrder {
  private static final Set<String> BLOCKS =
      Set.of("text", "thinking", "redacted_thinking", "tool_use");

  /**
   * A block that was told.
   *
   * @param said its text, thought or JSON, put together
   * @param signatures how often it was signed
   */
  record Block(String type, String said, int signatures) {}

  /**
   * A stream as it was understood.
   *
   * @param reason why the answer stopped, null when the stream broke
   */
  record Message(List<Block> blocks, @Nullable String reason, JsonNode last) {}

  private final List<Block> blocks = new ArrayList<>();
  private final StringBuilder said = new StringBuilder();
  private @Nullable String open;
  private int signatures;
  private @Nullable String reason;

  private MessageOrder() {}

  /** Checks a whole stream. */
  static Message of(String body) {
    return new MessageOrder().message(NamedEvents.of(body));
  }

  private Message message(List<JsonNode> events) {
    start(events.getFirst());
    int last = events.size() - 1;
    for (JsonNode event : events.subList(1, last)) {
      take(event);
    }
    JsonNode end = events.get(last);
    if (NamedEvents.type(end).equals("error")) {
      assertThat(reason).isNull();
      assertThat(end.at("/error/type").isTextual()).isTrue();
      assertThat(end.at("/error/message").asText()).isNotEmpty();
    } else {
      assertThat(NamedEvents.type(end)).isEqualTo("message_stop");
      assertThat(reason).isNotNull();
    }
    return new Message(List.copyOf(blocks), reason, end);
  }

  private static void start(JsonNode start) {
    assertThat(NamedEvents.type(start)).isEqualTo("message_start");
    JsonNode message = start.path("message");
    assertThat(message.path("id").asText()).isNotEmpty();
    assertThat(message.path("role").asText()).isEqualTo("assistant");
    assertThat(message.path("content").isArray()).isTrue();
    assertThat(message.path("content")).isEmpty();
    assertThat(message.path("stop_reason").isNull()).isTrue();
    assertThat(message.at("/usage/input_tokens").isIntegralNumber()).isTrue();
  }

  private void take(JsonNode event) {
    if (!NamedEvents.type(event).equals("ping")) {
      assertThat(reason).as("nothing but the stop follows the reason").isNull();
    }
    switch (NamedEvents.type(event)) {
      case "content_block_start" -> open(event);
      case "content_block_delta" -> delta(event);
      case "content_block_stop" -> close(event);
      case "message_delta" -> {
        assertThat(open).isNull();
        reason = event.at("/delta/stop_reason").asText(null);
        assertThat(reason).isNotNull();
        assertThat(event.at("/usage/output_tokens").isIntegralNumber()).isTrue();
      }
      case "ping" -> assertThat(event).hasSize(1);
      default -> throw new AssertionError("no client knows " + event);
    }
  }

  private void open(JsonNode event) {
    assertThat(open).as("blocks come one after the other").isNull();
    assertThat(event.path("index").asInt(-1)).isEqualTo(blocks.size());
    JsonNode block = event.path("content_block");
    open = NamedEvents.type(block);
    assertThat(open).isIn(BLOCKS);
    switch (open) {
      case "text" -> assertThat(block.path("text").asText(null)).isEmpty();
      case "thinking" -> {
        assertThat(block.path("thinking").asText(null)).isEmpty();
        assertThat(block.path("signature").asText(null)).isEmpty();
      }
      case "tool_use" -> {
        assertThat(block.path("id").asText()).isNotEmpty();
        assertThat(block.path("name").asText()).isNotEmpty();
        assertThat(block.path("input").isObject()).isTrue();
        assertThat(block.path("input")).isEmpty();
      }
      default -> assertThat(block.path("data").isTextual()).isTrue();
    }
  }

  private void delta(JsonNode event) {
    assertThat(open).as("a piece belongs to a block").isNotNull();
    assertThat(event.path("index").asInt(-1)).isEqualTo(blocks.size());
    assertThat(signatures).as("nothing follows a signature").isZero();
    JsonNode delta = event.path("delta");
    String type = NamedEvents.type(delta);
    assertThat(open)
        .isEqualTo(
            switch (type) {
              case "text_delta", "citations_delta" -> "text";
              case "thinking_delta", "signature_delta" -> "thinking";
              case "input_json_delta" -> "tool_use";
              default -> throw new AssertionError("no client knows " + delta);
            });
    said.append(delta.path("text").asText(""));
    said.append(delta.path("thinking").asText(""));
    said.append(delta.path("partial_json").asText(""));
    signatures += delta.has("signature") ? 1 : 0;
  }

  private void close(JsonNode event) {
    String closed = open;
    if (closed == null) {
      throw new AssertionError("no block is open: " + event);
    }
    assertThat(event.path("index").asInt(-1)).isEqualTo(blocks.size());
    blocks.add(new Block(closed, said.toString(), signatures));
    open = null;
    said.setLength(0);
    signatures = 0;
  }
}
