package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
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
    broken("request/openai-chat_anthropic-messages", seed, Turns::chatRequestToMessages);
  }

  @Property
  void messagesRequests(@ForAll long seed) {
    broken("request/anthropic-messages_openai-chat", seed, Turns::messagesRequestToChat);
  }

  @Property
  void messagesAnswers(@ForAll long seed) {
    broken("answer/anthropic-messages_openai-chat", seed, Turns::messagesAnswerToChat);
  }

  @Property
  void chatAnswers(@ForAll long seed) {
    broken("answer/openai-chat_anthropic-messages", seed, Turns::chatAnswerToMessages);
  }

  @Property
  void messagesStreams(@ForAll long seed) {
    broken(
        "stream/anthropic-messages_openai-chat",
        seed,
        in -> ended(Turns.messagesStreamToChat(in), in));
  }

  @Property
  void chatStreams(@ForAll long seed) {
    broken(
        "stream/openai-chat_anthropic-messages",
        seed,
        in -> ended(Turns.chatStreamToMessages(), in));
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

  private static String ended(StreamTranslation translation, String in) {
    String out = Turns.whole(translation, in);
    assertThat(translation.over()).isTrue();
    return out;
  }

  private static void broken(String folder, long seed, UnaryOperator<String> turn) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> inputs = Golden.inputs(folder);
    byte[] in =
        Golden.read(inputs.get(random.nextInt(inputs.size()))).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= random.nextInt(4); i++) {
      in = broken(in, random);
    }
    assertThat(turn.apply(new String(in, StandardCharsets.ISO_8859_1))).isNotEmpty();
  }

  private static byte[] broken(byte[] in, SplittableRandom random) {
    byte[] made = in.clone();
    int at = random.nextInt(in.length);
    int other = random.nextInt(in.length);
    switch (random.nextInt(4)) {
      case 0 -> made[at] = (byte) random.nextInt();
      case 1 -> made[at] = made[other];
      case 2 -> System.arraycopy(in, 0, made, at, in.length - at);
      default -> {
        byte[] words = "null,true,-1,\"x\",{},[],1e999".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(words, 0, made, at, Math.min(words.length, in.length - at));
      }
    }
    return made;
  }
}
