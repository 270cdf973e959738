package dev.sluice.wire.golden;

import io.vertx.core.buffer.Buffer;
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
    Cuts.anywhere(Buffer.buffer(Golden.read(input)), ResponsesTurns.BEHIND_CHAT::stream);
  }

  @ParameterizedTest
  @MethodSource("chat")
  void chatMayBeCutAnywhere(Path input) {
    Cuts.anywhere(Buffer.buffer(Golden.read(input)), ResponsesTurns.BEFORE_CHAT::stream);
  }
}
