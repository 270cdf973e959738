package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.Wires.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames that are like the one before are looked at less closely, and must fare no differently. */
final class ChatStreamMouldTest {
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));
  private static final String STOP = chunk(choice("{}", "\"stop\""));

  private static String word(String text) {
    return chunk(choice("{\"content\":\"" + text + "\"}", "null"));
  }

  private static String padded(String text, String padding) {
    return word(text)
        .replace("data: {", "data: {\"service\":\"" + text + text + "\",")
        .replace("]}\n", "],\"obfuscation\":\"" + padding + "\"}\n");
  }

  @Test
  void wordsOfEveryLengthAndScriptPass() {
    String stream =
        ROLE
            + word("a")
            + word("")
            + word("é€😀 and more")
            + word("\\n\\\"\\u00e9")
            + word("b")
            + STOP;
    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
    String several = ROLE + padded("a", "xyz") + padded("bcd", "") + padded("", "12345") + STOP;
    assertThat(run(UNWANTED, several).out()).isEqualTo(several + DONE);
  }

  @Test
  void oc3_theModelIsReplacedWhereverItMoves() {
    ChatStream.Options named = new ChatStream.Options("fast", false, 1 << 20, "gw-1", 77, 128);
    String stream = ROLE + padded("a", "x") + padded("bcd", "") + padded("", "12") + STOP;
    assertThat(run(named, stream).out()).isEqualTo(stream.replace("\"up\"", "\"fast\"") + DONE);
    String last =
        (ROLE + word("a") + word("bcd") + word("") + STOP)
            .replace(",\"model\":\"up\"", "")
            .replace("]}\n", "],\"model\":\"up\"}\n");
    assertThat(run(named, last).out()).isEqualTo(last.replace("\"up\"", "\"fast\"") + DONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\tb", "\\x", "\\u12", "a\" b", "\u0000"})
  void aBrokenWordIsGarbledAfterAGoodOne(String text) {
    String good = ROLE + word("a") + word("b");
    Result result = run(UNWANTED, good + word(text) + STOP);
    assertThat(result.out()).isEqualTo(good);
    assertThat(result.stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void oc4_aFinishBetweenTwoLikeFramesIsSeen() {
    Result result = run(UNWANTED, ROLE + word("a") + STOP + word("b") + STOP + DONE);
    assertThat(result.frames()).hasSize(4);
    assertThat(result.stream().finished()).isTrue();
  }

  @Test
  void aWordThatMakesTheEventTooLongIsGarbled() {
    ChatStream.Options small = new ChatStream.Options(null, false, 200, "gw", 1, 128);
    Result result = run(small, ROLE + word("a") + word("x".repeat(200)));
    assertThat(result.out()).isEqualTo(ROLE + word("a"));
    assertThat(result.stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void argumentsOfACallPass() {
    String open =
        chunk(
            choice(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"k\",\"type\":\"function\",\"function\":{\"name\":"
                    + "\"f\",\"arguments\":\"\"}}]}",
                "null"));
    String more =
        chunk(
            choice("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"%s\"}}]}", "null"));
    String stream =
        ROLE
            + open
            + more.formatted("{")
            + more.formatted("\\\"a\\\":")
            + more.formatted("1}")
            + STOP.replace("stop", "tool_calls");
    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
  }

  @Test
  void oc9_aCallOpenedBetweenTwoLikeFragmentsTakesTheSecond() {
    String open =
        chunk(
            choice(
                "{\"tool_calls\":[{\"index\":0,\"id\":\"%s\",\"type\":\"function\",\"function\":"
                    + "{\"name\":\"f\",\"arguments\":\"\"}}]}",
                "null"));
    String more =
        chunk(
            choice("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"x\"}}]}", "null"));
    assertThat(
            run(UNWANTED, ROLE + open.formatted("a") + more + more + open.formatted("b") + more)
                .frames()
                .getLast())
        .contains("\"index\":1");
  }

  @Test
  void likeFramesAfterACarriageReturnPass() {
    String stream = ROLE + word("a") + word("b") + STOP;
    String mixed = ROLE + word("a") + ": note\r\n\r\n" + word("b") + "\r" + STOP;
    assertThat(run(UNWANTED, mixed).out()).isEqualTo(stream + DONE);
  }
}
