package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.event;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.Wires.Result;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatStreamRepairTest {
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));
  private static final String STOP = chunk(choice("{}", "\"stop\""));

  @Test
  void oc1_tellsTheRoleInTheFirstDeltaOfEveryChoice() {
    String stream =
        chunk(choice(0, "{\"content\":\"a\"}", "null"))
            + chunk(choice(1, "{\"role\":\"user\",\"content\":\"b\"}", "\"stop\""))
            + chunk(choice(0, "{\"role\":null,\"content\":\"c\"}", "\"stop\""));
    assertThat(run(UNWANTED, stream).frames())
        .satisfiesExactly(
            first -> assertThat(first).contains("\"role\":\"assistant\""),
            second -> assertThat(second).contains("\"role\":\"assistant\"").doesNotContain("user"),
            third -> assertThat(third).doesNotContain("role"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "{}", "\"x\""})
  void oc2_choicesAreAlwaysAnArray(String choices) {
    String frame = chunk("").replace("[]", choices);
    assertThat(run(UNWANTED, ROLE + frame + STOP).frames().get(1)).contains("\"choices\":[]");
  }

  @Test
  void oc2_everyChoiceHasAnIndexAndADelta() {
    String bare = chunk("{\"finish_reason\":\"stop\"}");
    assertThat(run(UNWANTED, bare).frames().getFirst())
        .contains("\"index\":0")
        .contains("\"delta\":{\"role\":\"assistant\"}");
    String whole = chunk("{\"message\":{\"content\":\"a\"},\"finish_reason\":\"stop\"}");
    assertThat(run(UNWANTED, whole).frames().getFirst())
        .contains("\"delta\":{\"content\":\"a\",\"role\":\"assistant\"}");
  }

  @Test
  void oc3_givesEveryFrameTheSameHead() {
    String bare = event("{\"choices\":[" + choice("{\"content\":\"a\"}", "null") + "]}");
    assertThat(run(UNWANTED, bare + STOP).frames())
        .allMatch(frame -> frame.contains("\"id\":\"gw-1\""))
        .allMatch(frame -> frame.contains("\"object\":\"chat.completion.chunk\""))
        .allMatch(frame -> frame.matches(".*\"created\":(77|5).*"))
        .allMatch(frame -> frame.matches(".*\"model\":\"(unknown|up)\".*"));
  }

  @Test
  void oc3_keepsTheFirstIdWhenItChanges() {
    assertThat(run(UNWANTED, ROLE + STOP.replace("c1", "c2")).frames())
        .allMatch(frame -> frame.contains("\"id\":\"c1\""));
  }

  @Test
  void oc4_tellsOneFinishReasonAChoice() {
    String again = chunk(choice("{\"content\":\"\"}", "\"stop\""));
    assertThat(run(UNWANTED, ROLE + STOP + again + DONE).out()).isEqualTo(ROLE + STOP + DONE);
    String late = chunk(choice("{\"content\":\"b\"}", "\"stop\""));
    assertThat(run(UNWANTED, ROLE + STOP + late + DONE).frames().get(2))
        .contains("\"content\":\"b\"")
        .contains("\"finish_reason\":null");
  }

  @Test
  void oc5_noErrorKeyOnASuccessFrame() {
    String odd = ROLE.replace("]}", "],\"error\":null}");
    assertThat(run(UNWANTED, odd + STOP).out()).doesNotContain("error").contains(DONE);
  }

  @Test
  void oc11_callsEndWithToolCalls() {
    String call =
        chunk(
            choice(
                "{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,\"id\":\"k\",\"type\":\"function\","
                    + "\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                "null"));
    assertThat(run(UNWANTED, call + STOP).frames().get(1))
        .contains("\"finish_reason\":\"tool_calls\"");
    String length = STOP.replace("stop", "length");
    assertThat(run(UNWANTED, call + length).out()).isEqualTo(call + length + DONE);
  }

  @Test
  void oc19_dropsTheFrameBeforeTheFirst() {
    String pre =
        event(
            "{\"choices\":[],\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\",\"prompt_filter_results\":[]}");
    assertThat(run(UNWANTED, pre + ROLE + STOP).out()).isEqualTo(ROLE + STOP + DONE);
  }

  @Test
  void oc19_fillsTheHeadOfAFilterFrame() {
    String filter =
        event(
            "{\"choices\":[{\"content_filter_offsets\":{},\"finish_reason\":null,\"index\":0}],"
                + "\"created\":0,\"id\":\"\",\"model\":\"\",\"object\":\"\"}");
    assertThat(run(UNWANTED, ROLE + filter + STOP).frames().get(1))
        .contains("\"id\":\"c1\"")
        .contains("\"model\":\"up\"")
        .contains("\"delta\":{}");
  }

  @ParameterizedTest
  @CsvSource({
    "eos, stop",
    "end_turn, stop",
    "COMPLETE, stop",
    "never_heard_of, stop",
    "max_tokens, length",
    "MAX_TOKENS, length",
    "model_length, length",
    "tool_use, tool_calls",
    "SAFETY, content_filter",
    "refusal, content_filter",
  })
  void oc20_speaksTheFiveOfficialWords(String said, String told) {
    assertThat(run(UNWANTED, ROLE + STOP.replace("stop", said)).frames().get(1))
        .contains("\"finish_reason\":\"" + told + "\"");
  }

  @Test
  void oc20_takesAnEmptyWordForNone() {
    String blank = chunk(choice("{\"content\":\"a\"}", "\"\""));
    Result result = run(UNWANTED, ROLE + blank + STOP);
    assertThat(result.frames().get(1)).contains("\"finish_reason\":null");
    assertThat(result.stream().finished()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"error", "abort", "insufficient_system_resource"})
  void aReasonThatTellsAFailureIsOne(String reason) {
    Result result = run(UNWANTED, ROLE + STOP.replace("stop", reason));
    assertThat(result.out()).isEqualTo(ROLE);
    assertThat(result.stream().failure()).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void repairsEveryChoiceOfAFrameWithSeveral() {
    String both =
        chunk(choice(0, "{\"content\":\"a\"}", "\"eos\"") + "," + choice(1, "{}", "\"stop\""));
    List<String> frames = run(UNWANTED, both).frames();
    assertThat(frames).hasSize(1);
    assertThat(frames.getFirst().split("\"role\":\"assistant\"", -1)).hasSize(3);
  }

  @Test
  void aFieldThatAppearsTwiceIsToldOnce() {
    String twice = ROLE.replace("\"id\":\"c1\"", "\"id\":\"c1\",\"id\":\"c1\"");
    assertThat(run(UNWANTED, twice + STOP).frames().getFirst().split("\"id\"", -1)).hasSize(2);
  }
}
