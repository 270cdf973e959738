package dev.sluice.wire.golden;

import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.gemini.GeminiShown;
import dev.sluice.wire.gemini.GeminiTraits;
import dev.sluice.wire.gemini.GenerateAnswerReader;
import dev.sluice.wire.gemini.GenerateAnswerWriter;
import dev.sluice.wire.gemini.GenerateFrameReader;
import dev.sluice.wire.gemini.GenerateRequestReader;
import dev.sluice.wire.gemini.GenerateRequestWriter;
import dev.sluice.wire.gemini.GenerateStreamReader;
import dev.sluice.wire.gemini.GenerateStreamWriter;
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

/** What the golden files of Gemini's dialect go through. */
final class GeminiTurns {
  private static final ChatShown CHAT = new ChatShown("fast", "chatcmpl-fallback", 1_800_000_000);
  private static final GeminiShown GEMINI = new GeminiShown("fast", "req_1");
  private static final Map<String, String> NAMES = Map.of("_weather_now_1", "weather now");
  private static final int FRAME = 1 << 20;

  private GeminiTurns() {}

  static String chatRequest(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked = ChatRequestReader.read(Buffer.buffer(in), dropped);
      GeminiTraits traits = GeminiTraits.of(asked.model());
      return GenerateRequestWriter.write(asked, traits, dropped).body();
    });
  }

  static String geminiRequest(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked =
          GenerateRequestReader.read(Buffer.buffer(in), "gpt-5", true, dropped);
      return ChatRequestWriter.write(asked, asked.model(), ChatTraits.of(asked.model()), dropped);
    });
  }

  static String geminiAnswer(String in) {
    return Written.orFailure(
        () -> ChatAnswerWriter.write(GenerateAnswerReader.read(Buffer.buffer(in), NAMES), CHAT));
  }

  static String chatAnswer(String in) {
    return Written.orFailure(
        () -> GenerateAnswerWriter.write(ChatAnswerReader.read(Buffer.buffer(in)), GEMINI));
  }

  static StreamTranslation geminiStream() {
    return new StreamTranslation(
        sink -> new GenerateStreamReader(new GenerateFrameReader(NAMES), FRAME, sink),
        new ChatStreamWriter(CHAT, true));
  }

  static StreamTranslation chatStream() {
    return new StreamTranslation(
        sink -> new EventStreamReader(new ChatFrameReader(), FRAME, sink),
        new GenerateStreamWriter(GEMINI));
  }
}
