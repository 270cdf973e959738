package dev.sluice.wire.golden;

import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
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
    String in = Golden.read(input);
    Cuts.anywhere(Buffer.buffer(in), () -> Turns.messagesStreamToChat(in));
  }

  @ParameterizedTest
  @MethodSource("chat")
  void chatMayBeCutAnywhere(Path input) {
    Cuts.anywhere(Buffer.buffer(Golden.read(input)), Turns::chatStreamToMessages);
  }
}
