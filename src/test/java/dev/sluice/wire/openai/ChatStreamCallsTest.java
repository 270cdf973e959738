package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import org.junit.jupiter.api.Test;

final class ChatStreamCallsTest {
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));
  private static final String END = chunk(choice("{}", "\"tool_calls\""));

  private static String calls(String... calls) {
    return chunk(choice("{\"tool_calls\":[" + String.join(",", calls) + "]}", "null"));
  }

  private static String open(int index, String id) {
    return "{\"index\":%d,\"id\":\"%s\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}"
        .formatted(index, id);
  }

  private static String more(int index, String arguments) {
    return "{\"index\":%d,\"function\":{\"arguments\":\"%s\"}}".formatted(index, arguments);
  }

  @Test
  void oc9_callsThatInterleaveByIndexPassAsTheyAre() {
    String stream =
        ROLE
            + calls(open(0, "a"))
            + calls(open(1, "b"))
            + calls(more(0, "{"))
            + calls(more(1, "{"))
            + calls(more(0, "}"))
            + calls(more(1, "}"))
            + END;
    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
  }

  @Test
  void oc8_numbersCallsFromZeroInOrderOfAppearance() {
    String stream = ROLE + calls(open(1, "a")) + calls(more(1, "x")) + calls(open(5, "b")) + END;
    assertThat(run(UNWANTED, stream).frames())
        .satisfiesExactly(
            role -> assertThat(role).contains("assistant"),
            first -> assertThat(first).contains("\"tool_calls\":[{\"index\":0,\"id\":\"a\""),
            second ->
                assertThat(second).contains("{\"index\":0,\"function\":{\"arguments\":\"x\"}}"),
            third -> assertThat(third).contains("{\"index\":1,\"id\":\"b\""),
            end -> assertThat(end).contains("tool_calls"));
  }

  @Test
  void oc9_splitsTwoIdsOnOneIndex() {
    String stream =
        ROLE
            + calls(open(0, "a"))
            + calls(more(0, "x"))
            + calls(open(0, "b"))
            + calls(more(0, "y"))
            + END;
    assertThat(run(UNWANTED, stream).frames())
        .satisfiesExactly(
            role -> assertThat(role).contains("assistant"),
            first -> assertThat(first).contains("{\"index\":0,\"id\":\"a\""),
            second ->
                assertThat(second).contains("{\"index\":0,\"function\":{\"arguments\":\"x\"}}"),
            third -> assertThat(third).contains("{\"index\":1,\"id\":\"b\""),
            fourth ->
                assertThat(fourth).contains("{\"index\":1,\"function\":{\"arguments\":\"y\"}}"),
            end -> assertThat(end).contains("tool_calls"));
  }

  @Test
  void oc9_splitsTwoIdsOnOneIndexInOneFrame() {
    assertThat(run(UNWANTED, ROLE + calls(open(0, "a"), open(0, "b")) + END).frames().get(1))
        .contains("{\"index\":0,\"id\":\"a\"")
        .contains("{\"index\":1,\"id\":\"b\"");
  }

  @Test
  void oc8_numbersCallsThatHaveNoIndex() {
    String whole = "{\"id\":\"%s\",\"function\":{\"name\":\"f\",\"arguments\":{\"a\":1}}}";
    String stream = ROLE + calls(whole.formatted("a"), whole.formatted("b")) + END;
    assertThat(run(UNWANTED, stream).frames().get(1))
        .contains("\"id\":\"a\"")
        .contains("\"type\":\"function\"")
        .contains("\"arguments\":\"{\\\"a\\\":1}\"")
        .contains("\"index\":0")
        .contains("\"index\":1");
  }

  @Test
  void oc8_theFirstFragmentHasAllThatAClientNeeds() {
    String stream =
        ROLE + calls("{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":null}}") + END;
    assertThat(run(UNWANTED, stream).frames().get(1))
        .contains("\"id\":\"call_gw-1_0_0\"")
        .contains("\"type\":\"function\"")
        .contains("\"arguments\":\"\"");
  }

  @Test
  void oc8_laterFragmentsCarryTheSameIdOrNone() {
    String same = calls(open(0, "a").replace("\"\"", "\"x\""));
    assertThat(run(UNWANTED, ROLE + calls(open(0, "a")) + same + END).out()).contains(same);
    String blank =
        calls("{\"index\":0,\"id\":\"\",\"function\":{\"name\":\"\",\"arguments\":\"x\"}}");
    assertThat(run(UNWANTED, ROLE + calls(open(0, "a")) + blank + END).frames().get(2))
        .doesNotContain("\"id\":\"\"")
        .contains("\"arguments\":\"x\"");
    String none = calls("{\"index\":0}");
    assertThat(run(UNWANTED, ROLE + calls(open(0, "a")) + none + END).frames().get(2))
        .contains("\"function\":{}");
  }

  @Test
  void customCallsStayCustom() {
    String custom =
        "{\"index\":0,\"id\":\"a\",\"type\":\"custom\",\"custom\":{\"name\":\"g\",\"input\":\"\"}}";
    assertThat(run(UNWANTED, ROLE + calls(custom) + END).frames().get(1))
        .contains(custom)
        .doesNotContain("function\"");
  }

  @Test
  void oc12_moreThan128CallsAreGarbled() {
    StringBuilder stream = new StringBuilder(ROLE);
    for (int i = 0; i < 129; i++) {
      stream.append(calls(open(0, "id" + i)));
    }
    var result = run(UNWANTED, stream.toString());
    assertThat(result.stream().frames()).isEqualTo(129);
    assertThat(result.stream().failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void emptyListsOfCallsAreNoCalls() {
    String stream =
        ROLE
            + chunk(choice("{\"tool_calls\":null}", "null"))
            + chunk(choice("{\"tool_calls\":[]}", "\"stop\""));
    assertThat(run(UNWANTED, stream).out()).isEqualTo(stream + DONE);
  }
}
