package dev.sluice.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.gemini.GeminiTraits.Thought;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What models take by their names. */
final class GeminiTraitsTest {
  @ParameterizedTest
  @CsvSource({
    "gemini-1.5-pro, NEVER, false, true",
    "gemini-2.0-flash, NEVER, false, true",
    "gemini-2.5-flash, BUDGET, false, true",
    "gemini-2.5-pro-preview-06-05, BUDGET, false, true",
    "gemini-3-pro-preview, LEVEL, true, true",
    "gemini-3.1-flash, LEVEL, true, true",
    "gemini-flash-latest, LEVEL, true, true",
    "publishers/google/models/gemini-2.5-flash, BUDGET, false, true",
    "gemma-3-27b-it, NEVER, false, false",
    "learnlm-2.0, NEVER, false, true",
  })
  void aNameTells(String model, Thought thought, boolean signed, boolean system) {
    GeminiTraits traits = GeminiTraits.of(model);
    assertThat(traits.thought()).isEqualTo(thought);
    assertThat(traits.signed()).isEqualTo(signed);
    assertThat(traits.system()).isEqualTo(system);
  }
}
