package dev.sluice.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.anthropic.MessagesTraits.Drawing;
import dev.sluice.wire.anthropic.MessagesTraits.Thought;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models take, by their names. */
final class MessagesTraitsTest {
  @ParameterizedTest
  @CsvSource({
    "claude-2.1, ALL, false, NEVER, true, 4096",
    "claude-instant-1.2, ALL, false, NEVER, true, 4096",
    "claude-3-haiku-20240307, ALL, false, NEVER, true, 4096",
    "claude-3-5-sonnet-20241022, ALL, false, NEVER, true, 8192",
    "claude-3-7-sonnet-latest, ALL, false, BUDGET, true, 32000",
    "claude-sonnet-4-20250514, ALL, false, BUDGET, true, 32000",
    "claude-opus-4-1-20250805, ONE, false, BUDGET, true, 32000",
    "claude-sonnet-4-5, ONE, true, BUDGET, true, 32000",
    "claude-opus-4-6, ONE, true, EFFORT, false, 32000",
    "claude-opus-4-8, NONE, true, EFFORT, false, 32000",
    "claude-novel-5, NONE, true, EFFORT, false, 32000",
    "anthropic/claude-sonnet-4.5, ONE, true, BUDGET, true, 32000",
    "kimi-k2, ALL, false, BUDGET, true, 8192",
  })
  void followFromTheName(
      String model, Drawing drawing, boolean schema, Thought thought, boolean prefill, int most) {
    assertThat(MessagesTraits.of(model, 0))
        .isEqualTo(new MessagesTraits(most, drawing, schema, thought, prefill, false));
  }

  @Test
  void theTargetsOwnBoundIsTheDefault() {
    assertThat(MessagesTraits.of("claude-sonnet-4-5", 1000).maxTokens()).isEqualTo(1000);
  }
}
