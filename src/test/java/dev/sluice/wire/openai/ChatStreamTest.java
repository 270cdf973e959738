package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.clean;
import static dev.sluice.wire.openai.Wires.event;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.Wires.Result;
import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatStreamTest {
  @Test
  void givesBackTheVeryReadWhenAllOfItMayPass() {
    ChatStream stream = new ChatStream(UNWANTED);
    Buffer read = Buffer.buffer(clean() + DONE);
    assertThat(stream.feed(read)).isSameAs(read);
    assertThat(stream.finished()).isTrue();
    assertThat(stream.frames()).isEqualTo(3);
    assertThat(stream.failure()).isNull();
  }

  @Test
  void takesReadsThatHaveNoArray() {
    byte[] bytes = (clean() + DONE).getBytes(StandardCharsets.UTF_8);
    Buffer direct = BufferInternal.buffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    assertThat(run(UNWANTED, List.of(direct)).out()).isEqualTo(clean() + DONE);
  }

  @Test
  void takesReadsThatAreSlices() {
    Buffer whole = Buffer.buffer("..." + clean() + DONE + "...");
    Buffer slice = whole.slice(3, whole.length() - 3);
    assertThat(new ChatStream(UNWANTED).feed(slice)).isSameAs(slice);
    Buffer open = whole.slice(3, whole.length() - 6);
    assertThat(new ChatStream(UNWANTED).feed(open).toString()).isEqualTo(clean());
  }

  @Test
  void givesBackASliceWhenTheRestOfTheReadIsNotWholeYet() {
    ChatStream stream = new ChatStream(UNWANTED);
    String first = chunk(choice("{\"role\":\"assistant\"}", "null"));
    assertThat(stream.feed(Buffer.buffer(first + "data: {\"id\"")).toString()).isEqualTo(first);
    assertThat(stream.started()).isTrue();
    assertThat(stream.finished()).isFalse();
  }

  @Test
  void ignoresWhatComesAfterTheTerminalEvent() {
    Result result = run(UNWANTED, clean() + DONE + clean(), "garbage", DONE);
    assertThat(result.out()).isEqualTo(clean() + DONE);
    assertThat(result.stream().failure()).isNull();
  }

  @Test
  void oc14_writesTheTerminalEventExactly() {
    assertThat(run(UNWANTED, clean() + "data:[DONE] \r\n\r\n").out()).isEqualTo(clean() + DONE);
    assertThat(run(UNWANTED, clean() + "data: [DONE] bye\n\n").out()).isEqualTo(clean() + DONE);
  }

  @Test
  void oc14_addsTheTerminalEventThatACompleteStreamLacks() {
    Result result = run(UNWANTED, clean());
    assertThat(result.out()).isEqualTo(clean() + DONE);
    assertThat(result.stream().finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", DONE})
  void oc4_aStreamWithoutFinishReasonIsCut(String end) {
    String begun = chunk(choice("{\"role\":\"assistant\",\"content\":\"a\"}", "null"));
    Result result = run(UNWANTED, begun + end);
    assertThat(result.out()).isEqualTo(begun);
    assertThat(result.stream().finished()).isFalse();
    assertThat(result.stream().failure()).isInstanceOf(Failure.Cut.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ": note\n\n", DONE, "\n\n"})
  void aStreamWithoutFramesIsCutAndNeverStarted(String stream) {
    Result result = run(UNWANTED, stream);
    assertThat(result.out()).isEmpty();
    assertThat(result.stream().started()).isFalse();
    assertThat(result.stream().failure()).isInstanceOf(Failure.Cut.class);
  }

  @Test
  void oc13_twoChoicesEndOnlyWhenBothAreFinished() {
    String both =
        chunk(choice(0, "{\"role\":\"assistant\"}", "null"))
            + chunk(choice(1, "{\"role\":\"assistant\"}", "null"))
            + chunk(choice(1, "{}", "\"stop\""));
    assertThat(run(UNWANTED, both).stream().failure()).isInstanceOf(Failure.Cut.class);
    String whole = both + chunk(choice(0, "{}", "\"length\""));
    assertThat(run(UNWANTED, whole + DONE).out()).isEqualTo(whole + DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\r\n", "\r", "\n"})
  void sse2_endsEveryEventWithOneBlankLine(String eol) {
    String stream = (clean() + DONE).replace("\n", eol);
    assertThat(run(UNWANTED, stream).out()).isEqualTo(clean() + DONE);
  }

  @Test
  void sse3_dropsCommentsEmptyEventsAndOtherFields() {
    String noisy =
        "\uFEFF: hi\n\ndata:\n\nevent: ping\n\ndata: \n\nid: 1\nretry: 9\nevent: message\n"
            + clean().replace("data: ", "data:")
            + ": bye\n\n"
            + DONE;
    assertThat(run(UNWANTED, noisy).out()).isEqualTo(clean() + DONE);
  }

  @Test
  void sse4_joinsSeveralDataLinesIntoOne() {
    String frame = chunk(choice("{\"role\":\"assistant\",\"content\":\"a\"}", "\"stop\""));
    String lines = frame.replace(",\"model\"", ",\ndata: \"model\"").replace("[", "[\ndata:");
    String expected = frame.replace(",\"model\"", ", \"model\"").replace("[", "[ ");
    assertThat(run(UNWANTED, lines).out()).isEqualTo(expected + DONE);
  }

  @Test
  void sse5_passesLineSeparatorsOfUnicodeAndRefusesRawLineEndsInStrings() {
    String odd =
        chunk(choice("{\"role\":\"assistant\",\"content\":\"a\u2028\u2029\u0085\"}", "\"stop\""));
    assertThat(run(UNWANTED, odd).out()).isEqualTo(odd + DONE);
    String raw = odd.replace("\u2028", "\ndata: ");
    assertThat(run(UNWANTED, raw).stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void sse8_deliversAnUnterminatedLastEventThatIsWhole() {
    String stream = clean();
    String open = stream.substring(0, stream.length() - 2);
    assertThat(run(UNWANTED, open).out()).isEqualTo(clean() + DONE);
    assertThat(run(UNWANTED, stream + "data: [DONE]").out()).isEqualTo(clean() + DONE);
    assertThat(run(UNWANTED, stream + "data: [DONE]\n").out()).isEqualTo(clean() + DONE);
  }

  @Test
  void sse8_anUnterminatedLastEventThatIsNotWholeIsCut() {
    String stream = clean();
    Result result = run(UNWANTED, stream.substring(0, stream.length() - 3));
    assertThat(result.stream().failure()).isInstanceOf(Failure.Cut.class);
    assertThat(result.out()).doesNotContain("stop").doesNotContain("DONE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nope",
        "{\"id\":",
        "[]",
        "null",
        "1",
        "\"[DONE]\"",
        "{}",
        "{\"foo\":1}",
        "{\"id\":\"c1\"} {\"id\":\"c1\"}",
        "{\"id\":\"c1\",\"choices\":[{\"index\":128,\"delta\":{}}]}",
        "{\"id\":\"c1\",\"choices\":[{\"index\":-1,\"delta\":{}}]}",
        "{\"id\":\"c1\",\"choices\":[{\"index\":99999999999,\"delta\":{}}]}",
      })
  void aFrameOfAnotherFormIsGarbledAndWhatWasBeforeItPasses(String data) {
    String begun = chunk(choice("{\"role\":\"assistant\"}", "null"));
    Result result = run(UNWANTED, begun + event(data) + clean());
    assertThat(result.out()).isEqualTo(begun);
    assertThat(result.stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void anEventOverTheLimitIsGarbled() {
    ChatStream.Options small = new ChatStream.Options(null, false, 400, "gw", 1, 128);
    String big = chunk(choice("{\"content\":\"" + "x".repeat(400) + "\"}", "null"));
    Result result = run(small, clean().substring(0, 150), clean().substring(150) + big);
    assertThat(result.out()).isEqualTo(clean());
    assertThat(result.stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void oc3_showsThePublicModelInEveryFrameAndTouchesNothingElse() {
    ChatStream.Options named = new ChatStream.Options("fa\"st", false, 1 << 20, "gw-1", 77, 128);
    String expected = clean().replace("\"up\"", "\"fa\\\"st\"");
    assertThat(run(named, clean() + DONE).out()).isEqualTo(expected + DONE);
    ChatStream.Options same = new ChatStream.Options("up", false, 1 << 20, "gw-1", 77, 128);
    Buffer read = Buffer.buffer(clean());
    assertThat(new ChatStream(same).feed(read)).isSameAs(read);
  }

  @Test
  void oc18_passesReasoningAndUnknownKeysAsTheyAre() {
    String stream =
        chunk(choice("{\"role\":\"assistant\",\"reasoning_content\":\"hm\"}", "null"))
                .replace("\"created\"", "\"service_tier\":null,\"created\"")
            + chunk(choice("{\"content\":\"a\"}", "\"stop\""));
    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
  }

  @Test
  void on8_keepsNumbersAndHalfPairsWhereAFrameIsRepaired() {
    String odd =
        event(
            "{\"id\":\"c1\",\"choices\":[{\"delta\":{\"content\":\"\\ud83d\",\"x\":[1e-7,1.10,"
                + "9007199254740993123]},\"finish_reason\":\"stop\"}]}");
    String out = run(WANTED, odd).out();
    assertThat(out).contains("\\ud83d").contains("1E-7,1.10,9007199254740993123");
  }
}
