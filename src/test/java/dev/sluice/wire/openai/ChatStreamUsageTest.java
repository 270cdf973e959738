package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.clean;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import dev.sluice.wire.openai.Wires.Result;
import org.junit.jupiter.api.Test;

final class ChatStreamUsageTest {
  private static final String COUNTS =
      "{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}";
  private static final String USAGE = chunk("", COUNTS);
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));

  @Test
  void oc6_theUsageFrameOfAClientThatAskedPassesAsItIs() {
    Result result = run(WANTED, clean() + USAGE + DONE);
    assertThat(result.out()).isEqualTo(clean() + USAGE + DONE);
    assertThat(result.stream().usage()).isEqualTo(Usage.of(9, 4));
  }

  @Test
  void oc6_aClientThatDidNotAskSeesNoUsage() {
    Result result = run(UNWANTED, clean() + USAGE + DONE);
    assertThat(result.out()).isEqualTo(clean() + DONE);
    assertThat(result.stream().usage()).isEqualTo(Usage.of(9, 4));
  }

  @Test
  void oc6_usageOnTheFinishFrameMovesToItsOwn() {
    String finish = chunk(choice("{}", "\"stop\""), COUNTS);
    String without = chunk(choice("{}", "\"stop\""));
    assertThat(run(WANTED, ROLE + finish + DONE).out()).isEqualTo(ROLE + without + USAGE + DONE);
    assertThat(run(WANTED, ROLE + finish).out()).isEqualTo(ROLE + without + USAGE + DONE);
    Result hidden = run(UNWANTED, ROLE + finish + DONE);
    assertThat(hidden.out()).isEqualTo(ROLE + without + DONE);
    assertThat(hidden.stream().usage()).isEqualTo(Usage.of(9, 4));
  }

  @Test
  void oc6_usageOnEveryFrameIsToldOnceWithTheLastCounts() {
    String early = chunk(choice("{\"role\":\"assistant\"}", "null"), COUNTS.replace('4', '1'));
    String finish = chunk(choice("{}", "\"stop\""), COUNTS);
    assertThat(run(WANTED, early + finish + DONE).out())
        .isEqualTo(ROLE + chunk(choice("{}", "\"stop\"")) + USAGE + DONE);
  }

  @Test
  void oc6_aSecondUsageFrameIsDropped() {
    assertThat(run(WANTED, clean() + USAGE + USAGE + DONE).out()).isEqualTo(clean() + USAGE + DONE);
  }

  @Test
  void oc6_aUsageFrameBeforeTheFinishWaitsForIt() {
    assertThat(run(WANTED, ROLE + USAGE + chunk(choice("{}", "\"stop\"")) + DONE).out())
        .isEqualTo(ROLE + chunk(choice("{}", "\"stop\"")) + USAGE + DONE);
  }

  @Test
  void oc6_aUsageFrameWithoutChoicesGetsThem() {
    String bare = USAGE.replace("\"choices\":[],", "");
    assertThat(run(WANTED, clean() + bare + DONE).out()).isEqualTo(clean() + USAGE + DONE);
  }

  @Test
  void oc6_usageOfNullPasses() {
    String nothing = chunk(choice("{\"role\":\"assistant\"}", "\"stop\""), "null");
    assertThat(run(WANTED, nothing).out()).isEqualTo(nothing + DONE);
  }

  @Test
  void oc7_usageThatWasNeverToldIsLeftOut() {
    Result result = run(WANTED, clean() + DONE);
    assertThat(result.out()).isEqualTo(clean() + DONE);
    assertThat(result.stream().usage()).isNull();
  }

  @Test
  void readsUsageFromGroqsOwnField() {
    String groq = ROLE.replace("]}\n", "],\"x_groq\":{\"id\":\"r\",\"usage\":" + COUNTS + "}}\n");
    Result result = run(UNWANTED, groq + chunk(choice("{}", "\"stop\"")));
    assertThat(result.stream().usage()).isEqualTo(Usage.of(9, 4));
  }

  @Test
  void usageSoFarIsKnownWhenTheStreamIsCut() {
    Result result = run(UNWANTED, chunk(choice("{\"role\":\"assistant\"}", "null"), COUNTS));
    assertThat(result.stream().usage()).isEqualTo(Usage.of(9, 4));
    assertThat(result.stream().failure()).isNotNull();
  }

  @Test
  void theMovedUsageFrameShowsThePublicModel() {
    ChatStream.Options named = new ChatStream.Options("fast", true, 1 << 20, "gw-1", 77, 128);
    String finish = chunk(choice("{}", "\"stop\""), COUNTS);
    assertThat(run(named, ROLE + finish + DONE).frames())
        .hasSize(3)
        .allMatch(frame -> frame.contains("\"model\":\"fast\""));
  }
}
