package dev.sluice.wire.golden;

import dev.sluice.Keeps;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row of the mapping between OpenAI's chats and Gemini, as small files to be read. */
final class GeminiGoldenTest {
  private static final String TO_GEMINI = "openai-chat_gemini";
  private static final String FROM_GEMINI = "gemini_openai-chat";

  @TestFactory
  Stream<DynamicTest> chatRequests() {
    return Golden.tests("request/" + TO_GEMINI, GeminiTurns::chatRequest);
  }

  @TestFactory
  Stream<DynamicTest> geminiRequests() {
    return Golden.tests("request/" + FROM_GEMINI, GeminiTurns::geminiRequest);
  }

  @TestFactory
  @Keeps("GM-2")
  Stream<DynamicTest> geminiAnswers() {
    return Golden.tests("answer/" + FROM_GEMINI, GeminiTurns::geminiAnswer);
  }

  @TestFactory
  Stream<DynamicTest> chatAnswers() {
    return Golden.tests("answer/" + TO_GEMINI, GeminiTurns::chatAnswer);
  }

  @TestFactory
  @Keeps("GM-2")
  Stream<DynamicTest> geminiStreams() {
    return Golden.tests("stream/" + FROM_GEMINI, in -> Turns.whole(GeminiTurns.geminiStream(), in));
  }

  @TestFactory
  Stream<DynamicTest> chatStreams() {
    return Golden.tests("stream/" + TO_GEMINI, in -> Turns.whole(GeminiTurns.chatStream(), in));
  }

  static Stream<Path> fromGemini() {
    return Golden.inputs("stream/" + FROM_GEMINI).stream();
  }

  static Stream<Path> toGemini() {
    return Golden.inputs("stream/" + TO_GEMINI).stream();
  }

  /** SSE-6: what comes out of a stream does not depend on how it was cut into reads. */
  @ParameterizedTest
  @MethodSource("fromGemini")
  void aStreamOfGeminiMayBeCutAnywhere(Path input) {
    Cuts.anywhere(Buffer.buffer(Golden.read(input)), GeminiTurns::geminiStream);
  }

  /** SSE-6, for clients of Gemini. */
  @ParameterizedTest
  @MethodSource("toGemini")
  void aStreamForGeminiMayBeCutAnywhere(Path input) {
    Cuts.anywhere(Buffer.buffer(Golden.read(input)), GeminiTurns::chatStream);
  }
}
