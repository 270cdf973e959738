package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** SSE-6: what comes out of a response's stream does not depend on how it was cut into reads. */
final class ResponsesFragmentsTest {
  static Stream<Path> responses() {
    return Golden.inputs("stream/openai-responses_openai-chat").stream();
  }

  static Stream<Path> chat() {
    return Golden.inputs("stream/openai-chat_openai-responses").stream();
  }

  @ParameterizedTest
  @MethodSource("responses")
  void responsesMayBeCutAnywhere(Path input) {
    cutAnywhere(Golden.read(input), ResponsesTurns.BEHIND_CHAT);
  }

  @ParameterizedTest
  @MethodSource("chat")
  void chatMayBeCutAnywhere(Path input) {
    cutAnywhere(Golden.read(input), ResponsesTurns.BEFORE_CHAT);
  }

  private static void cutAnywhere(String in, ResponsesTurns turns) {
    String whole = turns.stream(in);
    byte[] bytes = in.getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(cut(bytes, cut, bytes.length, turns.stream()))
          .as("cut at %d", cut)
          .isEqualTo(whole);
    }
    assertThat(cut(bytes, 1, 1, turns.stream())).as("byte by byte").isEqualTo(whole);
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
