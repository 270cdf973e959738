package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.anthropic.MessagesAnswerWriter;
import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesShown;
import dev.sluice.wire.anthropic.MessagesStreamWriter;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.gemini.GeminiShown;
import dev.sluice.wire.gemini.GeminiTraits;
import dev.sluice.wire.gemini.GenerateAnswerReader;
import dev.sluice.wire.gemini.GenerateFrameReader;
import dev.sluice.wire.gemini.GenerateRequestReader;
import dev.sluice.wire.gemini.GenerateRequestWriter;
import dev.sluice.wire.gemini.GenerateStreamReader;
import dev.sluice.wire.gemini.GenerateStreamWriter;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signatures of thoughts between Gemini and Anthropic, which refuse those of each other. */
final class GeminiSignaturesTest {
  private static final MessagesShown SHOWN = new MessagesShown(null, "msg_1", 1, "req_1");
  private static final String CALL =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{\"name\":\"now\",\"args\":{}},"
          + "\"thoughtSignature\":\"c2ln\"}]},\"finishReason\":\"STOP\"}],\"responseId\":\"r1\"}";

  private static String asked(String content) {
    return "{\"model\":\"gemini-3-flash\",\"max_tokens\":9,\"messages\":["
        + "{\"role\":\"user\",\"content\":\"?\"},{\"role\":\"assistant\",\"content\":"
        + content
        + "},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
        + "\"tool_use_id\":\"call_r1_0\",\"content\":\"12\"}]}]}";
  }

  @Test
  void aSignedCallComesBackByAClientOfAnthropics() {
    Buffer shown =
        MessagesAnswerWriter.write(GenerateAnswerReader.read(Buffer.buffer(CALL), Map.of()), SHOWN);
    String text = shown.toString();
    String content =
        text.substring(text.indexOf("\"content\":") + 10, text.indexOf(",\"stop_reason\""));
    Dropped dropped = new Dropped(false);
    CanonicalRequest back = MessagesRequestReader.read(Buffer.buffer(asked(content)), dropped);

    assertThat(GenerateRequestWriter.write(back, GeminiTraits.of(back.model()), dropped).body())
        .asString()
        .contains("\"functionCall\":{\"name\":\"now\",\"args\":{}},\"thoughtSignature\":\"c2ln\"");
    // Another provider would refuse the request for it.
    assertThat(
            MessagesRequestWriter.write(
                    back, "claude-sonnet-4-5", MessagesTraits.of("claude-sonnet-4-5", 0), dropped)
                .body()
                .toString())
        .doesNotContain("c2ln");
  }

  @Test
  void aStreamOfGeminiTellsItToo() {
    StreamTranslation translation =
        new StreamTranslation(
            sink -> new GenerateStreamReader(new GenerateFrameReader(Map.of()), 1 << 16, sink),
            new MessagesStreamWriter(SHOWN));
    assertThat(Turns.whole(translation, "data: " + CALL + "\n\n"))
        .contains("\"type\":\"signature_delta\",\"signature\":\"gemini:c2ln\"")
        .contains("\"type\":\"tool_use\"", "\"stop_reason\":\"tool_use\"");
  }

  @Test
  void aSignatureOfAnthropicsComesBackByAClientOfGeminis() {
    String stream =
        "data: {\"type\":\"message_start\",\"message\":{\"id\":\"m\",\"model\":\"c\"}}\n\n"
            + "data: {\"type\":\"content_block_start\",\"index\":0,"
            + "\"content_block\":{\"type\":\"thinking\",\"thinking\":\"\"}}\n\n"
            + "data: {\"type\":\"content_block_delta\",\"index\":0,"
            + "\"delta\":{\"type\":\"signature_delta\",\"signature\":\"abc\"}}\n\n"
            + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"}}\n\n"
            + "data: {\"type\":\"message_stop\"}\n\n";
    StreamTranslation translation =
        new StreamTranslation(
            sink -> new EventStreamReader(new MessagesFrameReader(WayBack.STRAIGHT), 1 << 16, sink),
            new GenerateStreamWriter(new GeminiShown(null, "none")));
    assertThat(Turns.whole(translation, stream))
        .contains("\"thoughtSignature\":\"c2x1aWNlLzE6YWJj\"");

    String asked =
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"?\"}]},{\"role\":\"model\","
            + "\"parts\":[{\"text\":\"\",\"thought\":true,"
            + "\"thoughtSignature\":\"c2x1aWNlLzE6YWJj\"},{\"text\":\"Yes.\"}]},"
            + "{\"role\":\"user\",\"parts\":[{\"text\":\"Sure?\"}]}]}";
    Dropped dropped = new Dropped(false);
    CanonicalRequest back =
        GenerateRequestReader.read(Buffer.buffer(asked), "claude-sonnet-4-5", false, dropped);
    assertThat(
            MessagesRequestWriter.write(
                    back, "claude-sonnet-4-5", MessagesTraits.of("claude-sonnet-4-5", 0), dropped)
                .body()
                .toString())
        .contains("\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"abc\"");
  }
}
