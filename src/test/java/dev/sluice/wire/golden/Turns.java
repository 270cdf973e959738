package dev.sluice.wire.golden;

import dev.sluice.model.FailureException;
import dev.sluice.wire.anthropic.MessagesAnswerReader;
import dev.sluice.wire.anthropic.MessagesAnswerWriter;
import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesShown;
import dev.sluice.wire.anthropic.MessagesStreamWriter;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.anthropic.WayBack;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.json.JsonOut;
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
import java.util.function.Supplier;

/** What the golden files go through. The request's own model name stands for the target's. */
final class Turns {
  private static final ChatShown CHAT = new ChatShown("fast", "chatcmpl-fallback", 1_800_000_000);
  private static final MessagesShown MESSAGES =
      new MessagesShown("fast", "msg_fallback", 7, "req_1");
  private static final WayBack BACK = new WayBack(Map.of("weather_now_1", "weather.now"), false);
  private static final int FRAME = 1 << 20;

  private Turns() {}

  static String chatRequestToMessages(String in) {
    return told(dropped -> {
      CanonicalRequest asked = ChatRequestReader.read(Buffer.buffer(in), dropped);
      MessagesTraits traits = MessagesTraits.of(asked.model(), 0);
      return MessagesRequestWriter.write(asked, asked.model(), traits, dropped).body();
    });
  }

  static String messagesRequestToChat(String in) {
    return told(dropped -> {
      CanonicalRequest asked = MessagesRequestReader.read(Buffer.buffer(in), dropped);
      ChatTraits traits = ChatTraits.of(asked.model());
      return ChatRequestWriter.write(asked, asked.model(), traits, dropped);
    });
  }

  static String messagesAnswerToChat(String in) {
    WayBack back = in.contains(WayBack.JSON_TOOL) ? new WayBack(Map.of(), true) : BACK;
    return failing(
        () -> ChatAnswerWriter.write(MessagesAnswerReader.read(Buffer.buffer(in), back), CHAT));
  }

  static String chatAnswerToMessages(String in) {
    return failing(
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

  private interface Writing {
    Buffer write(Dropped dropped);
  }

  private static String told(Writing writing) {
    Dropped dropped = new Dropped(false);
    return failing(() -> {
      Buffer body = writing.write(dropped);
      JsonOut out = new JsonOut().object();
      if (!dropped.header().isEmpty()) {
        out.member(Dropped.HEADER, dropped.header());
      }
      return out.key("body").json(body.getBytes()).endObject().toBuffer();
    });
  }

  private static String failing(Supplier<Buffer> writing) {
    try {
      return writing.get().toString();
    } catch (FailureException e) {
      JsonOut out = new JsonOut().object().member("failure", e.failure().kind());
      return out.member("message", e.failure().message()).endObject().toBuffer().toString();
    }
  }
}
