package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is counted of a realtime conversation. */
final class RealtimeUsageTest {
  @Test
  void theEndOfAnAnswerSaysWhatItUsed() {
    String event =
        """
        {"type":"response.done","response":{"output":[{"usage":{"input_tokens":99}}],
        "usage":{"total_tokens":12,"input_tokens":7,"output_tokens":5,
        "input_token_details":{"cached_tokens":3,"audio_tokens":4}}}}
        """;

    assertThat(new RealtimeUsage().read(Buffer.buffer(event))).isEqualTo(new Usage(7, 3, 0, 5, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no JSON \"response.done\"",
        "[\"response.done\"]",
        "{\"type\":\"response.done\"}",
        "{\"type\":\"response.done\",\"response\":null}",
        "{\"type\":\"response.done\",\"response\":{\"usage\":null}}",
        "{\"type\":\"x\",\"y\":\"response.done\",\"response\":{\"usage\":{\"input_tokens\":1}}}",
        "{\"type\":\"response.created\",\"response\":{\"usage\":{\"input_tokens\":1}}}",
      })
  void otherEventsDoNot(String event) {
    assertThat(new RealtimeUsage().read(Buffer.buffer(event))).isNull();
  }
}
