package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SSE-6: what comes out of a stream does not depend on how it was cut into reads. */
final class FragmentsTest {
  static Stream<Path> messages() {
    return Golden.inputs("stream/anthropic-messages_openai-chat").stream();
  }

  static Stream<Path> chat() {
    return Golden.inputs("stream/openai-chat_anthropic-messages").stream();
  }

  @ParameterizedTest
  @MethodSource("messages")
  void messagesMayBeCutAnywhere(Path input) {
    cutAnywhere(Golden.read(input), Turns::messagesStreamToChat);
  }

  @ParameterizedTest
  @MethodSource("chat")
  void chatMayBeCutAnywhere(Path input) {
    cutAnywhere(Golden.read(input), _ -> Turns.chatStreamToMessages());
  }

  private static void cutAnywhere(String in, Function<String, StreamTranslation> made) {
    String whole = Turns.whole(made.apply(in), in);
    byte[] bytes = in.getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(cut(bytes, cut, bytes.length, made.apply(in)))
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
    assertThat(cut(bytes, 1, 1, made.apply(in))).as("byte by byte").isEqualTo(whole);
    assertThat(cut(bytes, 7, 7, made.apply(in))).as("seven by seven").isEqualTo(whole);
  }

  private static String cut(byte[] in, int first, int step, StreamTranslation translation) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int to = first;
    while (from < in.length) {
      out.append(translation.feed(Buffer.buffer().appendBytes(in, from, to - from)));
      from = to;
      to = Math.min(in.length, to + step);
    }
    return out.append(translation.end()).toString();
  }
}
