package dev.sluice.wire.golden;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Each row of the mapping between the dialects, as small files to be read. */
final class GoldenTest {
  @TestFactory
  Stream<DynamicTest> chatRequestsAsMessages() {
    return Golden.tests("request/openai-chat_anthropic-messages", Turns::chatRequestToMessages);
  }

  @TestFactory
  Stream<DynamicTest> messagesRequestsAsChat() {
    return Golden.tests("request/anthropic-messages_openai-chat", Turns::messagesRequestToChat);
  }

  @TestFactory
  Stream<DynamicTest> messagesAnswersAsChat() {
    return Golden.tests("answer/anthropic-messages_openai-chat", Turns::messagesAnswerToChat);
  }

  @TestFactory
  Stream<DynamicTest> chatAnswersAsMessages() {
    return Golden.tests("answer/openai-chat_anthropic-messages", Turns::chatAnswerToMessages);
  }

  @TestFactory
  Stream<DynamicTest> messagesStreamsAsChat() {
    return Golden.tests(
        "stream/anthropic-messages_openai-chat",
        in -> Turns.whole(Turns.messagesStreamToChat(in), in));
  }

  @TestFactory
  Stream<DynamicTest> chatStreamsAsMessages() {
    return Golden.tests(
        "stream/openai-chat_anthropic-messages",
        in -> Turns.whole(Turns.chatStreamToMessages(), in));
  }
}
