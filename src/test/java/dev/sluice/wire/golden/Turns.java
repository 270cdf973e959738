package dev.sluice.wire.golden;

import dev.sluice.wire.anthropic.MessagesAnswerReader;
import dev.sluice.wire.anthropic.MessagesAnswerWriter;
import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesShown;
import dev.sluice.wire.anthropic.MessagesStreamWriter;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.openai.codec.ChatAnswerReader;
import dev.sluice.wire.openai.codec.ChatAnswerWriter;
import dev.sluice.wire.openai.codec.ChatFrameReader;
import dev.sluice.wire.openai.codec.ChatRequestReader;
import dev.sluice.wire.openai.codec.ChatRequestWriter;
import dev.sluice.wire.openai.codec.ChatShown;
import dev.sluice.wire.openai.codec.ChatStreamWriter;
import dev.sluice.wire.openai.codec.ChatTraits;
import io.vertx.core.buffer.Buffer;
import java.util.Map;

/** What the golden files go through. The request's own model name stands for the target's. */
final class Turns {
  private static final ChatShown CHAT = new ChatShown("fast", "chatcmpl-fallback", 1_800_000_000);
  private static final MessagesShown MESSAGES =
      new MessagesShown("fast", "msg_fallback", 7, "req_1");
  private static final WayBack BACK = new WayBack(Map.of("weather_now_1", "weather.now"), false);
  private static final int FRAME = 1 << 20;

  private Turns() {}

  static String chatRequestToMessages(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked = ChatRequestReader.read(Buffer.buffer(in), dropped);
      MessagesTraits traits = MessagesTraits.of(asked.model(), 0);
      return MessagesRequestWriter.write(asked, asked.model(), traits, dropped).body();
    });
  }

  static String messagesRequestToChat(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked = MessagesRequestReader.read(Buffer.buffer(in), dropped);
      ChatTraits traits = ChatTraits.of(asked.model());
      return ChatRequestWriter.write(asked, asked.model(), traits, dropped);
    });
  }

  static String messagesAnswerToChat(String in) {
    WayBack back = in.contains(WayBack.JSON_TOOL) ? new WayBack(Map.of(), true) : BACK;
    return Written.orFailure(
        () -> ChatAnswerWriter.write(MessagesAnswerReader.read(Buffer.buffer(in), back), CHAT));
  }

  static String chatAnswerToMessages(String in) {
    return Written.orFailure(
        () -> MessagesAnswerWriter.write(ChatAnswerReader.read(Buffer.buffer(in)), MESSAGES));
  }

  static StreamTranslation messagesStreamToChat(String in) {
    WayBack back = in.contains(WayBack.JSON_TOOL) ? new WayBack(Map.of(), true) : BACK;
    return new StreamTranslation(
        sink -> new EventStreamReader(new MessagesFrameReader(back), FRAME, sink),
        new ChatStreamWriter(CHAT, true));
  }

  static StreamTranslation chatStreamToMessages() {
    return new StreamTranslation(
        sink -> new EventStreamReader(new ChatFrameReader(), FRAME, sink),
        new MessagesStreamWriter(MESSAGES));
  }

  static String whole(StreamTranslation translation, String in) {
    return translation.feed(Buffer.buffer(in)).toString() + translation.end();
  }
}
