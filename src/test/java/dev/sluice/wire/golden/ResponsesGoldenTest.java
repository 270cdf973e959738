package dev.sluice.wire.golden;

import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of the mapping between the Responses dialect and others, as small files to be read. */
final class ResponsesGoldenTest {
  private static Stream<DynamicTest> tests(String folder, UnaryOperator<String> turn) {
    return Golden.tests(folder, turn);
  }

  @TestFactory
  Stream<DynamicTest> requestsAsChat() {
    return tests("request/openai-responses_openai-chat", ResponsesTurns.BEFORE_CHAT::request);
  }

  @TestFactory
  Stream<DynamicTest> requestsAsMessages() {
    return tests(
        "request/openai-responses_anthropic-messages", ResponsesTurns.BEFORE_MESSAGES::request);
  }

  @TestFactory
  Stream<DynamicTest> chatRequestsAsResponses() {
    return tests("request/openai-chat_openai-responses", ResponsesTurns.BEHIND_CHAT::request);
  }

  @TestFactory
  Stream<DynamicTest> chatAnswersAsResponses() {
    return tests("answer/openai-chat_openai-responses", ResponsesTurns.BEFORE_CHAT::answer);
  }

  @TestFactory
  Stream<DynamicTest> messagesAnswersAsResponses() {
    return tests(
        "answer/anthropic-messages_openai-responses", ResponsesTurns.BEFORE_MESSAGES::answer);
  }

  @TestFactory
  Stream<DynamicTest> responsesAnswersAsChat() {
    return tests("answer/openai-responses_openai-chat", ResponsesTurns.BEHIND_CHAT::answer);
  }

  @TestFactory
  Stream<DynamicTest> chatStreamsAsResponses() {
    return tests("stream/openai-chat_openai-responses", ResponsesTurns.BEFORE_CHAT::stream);
  }

  @TestFactory
  Stream<DynamicTest> messagesStreamsAsResponses() {
    return tests(
        "stream/anthropic-messages_openai-responses", ResponsesTurns.BEFORE_MESSAGES::stream);
  }

  @TestFactory
  Stream<DynamicTest> responsesStreamsAsChat() {
    return tests("stream/openai-responses_openai-chat", ResponsesTurns.BEHIND_CHAT::stream);
  }
}
