package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * Whatever the bytes are, they make an answer or a failure, and never hold more memory than
 * allowed.
 */
final class FuzzProperties {
  @Property
  void chatRequests(@ForAll long seed) {
    Broken.turned("request/openai-chat_anthropic-messages", seed, Turns::chatRequestToMessages);
  }

  @Property
  void messagesRequests(@ForAll long seed) {
    Broken.turned("request/anthropic-messages_openai-chat", seed, Turns::messagesRequestToChat);
  }

  @Property
  void messagesAnswers(@ForAll long seed) {
    Broken.turned("answer/anthropic-messages_openai-chat", seed, Turns::messagesAnswerToChat);
  }

  @Property
  void chatAnswers(@ForAll long seed) {
    Broken.turned("answer/openai-chat_anthropic-messages", seed, Turns::chatAnswerToMessages);
  }

  @Property
  void messagesStreams(@ForAll long seed) {
    Broken.turned(
        "stream/anthropic-messages_openai-chat",
        seed,
        in -> Broken.ended(Turns.messagesStreamToChat(in), in));
  }

  @Property
  void chatStreams(@ForAll long seed) {
    Broken.turned(
        "stream/openai-chat_anthropic-messages",
        seed,
        in -> Broken.ended(Turns.chatStreamToMessages(), in));
  }

  @Test
  void anEventThatNeverEndsIsNotKept() {
    StreamTranslation translation = Turns.messagesStreamToChat("");
    Buffer much = Buffer.buffer("data: " + "x".repeat(1 << 20));
    String out = translation.feed(much).toString() + translation.feed(much);
    assertThat(translation.over()).isTrue();
    assertThat(translation.failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(out).contains("\"error\"").doesNotContain("[DONE]");
  }

  @Test
  void callsByTurnsAreNotHeldWithoutBound() {
    StreamTranslation translation = Turns.chatStreamToMessages();
    String much = "x".repeat(100_000);
    StringBuilder out = new StringBuilder();
    out.append(translation.feed(call(0, "\"id\":\"a\",", "\"name\":\"a\",", "{")));
    out.append(translation.feed(call(1, "\"id\":\"b\",", "\"name\":\"b\",", "")));
    for (int i = 0; i < 50; i++) {
      out.append(translation.feed(call(1, "", "", much)));
    }
    assertThat(out.toString()).endsWith("\"request_id\":\"req_1\"}\n\n").hasSizeLessThan(2_000);
  }

  private static Buffer call(int index, String id, String name, String arguments) {
    return Buffer.buffer(
        ("data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":%d,%s"
                + "\"function\":{%s\"arguments\":\"%s\"}}]}}]}\n\n")
            .formatted(index, id, name, arguments));
  }
}
