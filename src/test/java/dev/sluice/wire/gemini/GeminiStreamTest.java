package dev.sluice.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** A stream of Gemini's on its way to a client that speaks the same. */
final class GeminiStreamTest {
  private static final String ONE =
      "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"index\":0}],"
          + "\"modelVersion\":\"gemini-2.5-flash\"}";
  private static final String LAST =
      "{\"candidates\":[{\"finishReason\":\"STOP\",\"index\":0}],"
          + "\"usageMetadata\":{\"promptTokenCount\":5,\"candidatesTokenCount\":2},"
          + "\"modelVersion\":\"gemini-2.5-flash\"}";

  private static String event(String json) {
    return "data: " + json + "\r\n\r\n";
  }

  private static GeminiStream stream() {
    return new GeminiStream("fast", 1 << 16);
  }

  @Test
  void eventsPassWithTheClientsNameOfTheModel() {
    GeminiStream stream = stream();
    String out = stream.feed(Buffer.buffer(event(ONE) + event(LAST))).toString() + stream.end();
    assertThat(out).isEqualTo((event(ONE) + event(LAST)).replace("gemini-2.5-flash", "fast"));
    assertThat(stream.finished()).isTrue();
    assertThat(stream.usage()).isEqualTo(Usage.of(5, 2));
  }

  @Test
  void whereverItIsCutTheSameComesOut() {
    String in = ": hello\n\n" + event(ONE).replace("\r\n", "\n") + event(LAST);
    GeminiStream whole = stream();
    String expected = whole.feed(Buffer.buffer(in)).toString() + whole.end();
    for (int cut = 1; cut < in.length(); cut++) {
      GeminiStream stream = stream();
      String out =
          stream.feed(Buffer.buffer(in.substring(0, cut))).toString()
              + stream.feed(Buffer.buffer(in.substring(cut)))
              + stream.end();
      assertThat(out).as("cut at %d", cut).isEqualTo(expected);
    }
  }

  @Test
  void aStreamWithoutAFinishIsCut() {
    GeminiStream stream = stream();
    assertThat(stream.feed(Buffer.buffer(event(ONE))).length()).isPositive();
    assertThat(stream.end().length()).isZero();
    assertThat(stream.finished()).isFalse();
    assertThat(stream.failure()).isInstanceOf(Failure.Cut.class);
  }

  @Test
  void aBlockedPromptIsAnAnswer() {
    GeminiStream stream = stream();
    String blocked = "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"}}";
    assertThat(stream.feed(Buffer.buffer(event(blocked))).toString()).isEqualTo(event(blocked));
    assertThat(stream.end().length()).isZero();
    assertThat(stream.finished()).isTrue();
  }

  @Test
  void anErrorIsHeldBack() {
    GeminiStream stream = stream();
    String error = "{\"error\":{\"code\":503,\"message\":\"no\",\"status\":\"UNAVAILABLE\"}}";
    assertThat(stream.feed(Buffer.buffer(event(ONE) + event(error))).toString())
        .doesNotContain("error");
    assertThat(stream.failure()).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void anEventThatNeverEndsIsNotKept() {
    GeminiStream stream = stream();
    assertThat(stream.feed(Buffer.buffer("data: " + "x".repeat(1 << 17))).length()).isZero();
    assertThat(stream.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void jsonOnSeveralLinesLeavesOnOne() {
    GeminiStream stream = stream();
    String lines = "data: {\"candidates\":\ndata: [{\"finishReason\":\"STOP\"}]}\n\n";
    assertThat(stream.feed(Buffer.buffer(lines)).toString())
        .isEqualTo(event("{\"candidates\":[{\"finishReason\":\"STOP\"}]}"));
  }
}
