package dev.sluice.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresetsTest {
  @Test
  void aPresetIsNamed() {
    assertThat(Presets.parse("fast")).isEqualTo(Preference.FAST);
    assertThat(Presets.parse(" balanced ")).isEqualTo(Preference.BALANCED);
    for (String name : Preference.presets()) {
      assertThat(Presets.parse(name)).isEqualTo(Preference.preset(name));
    }
  }

  @Test
  void weightsAreWritten() {
    assertThat(Presets.parse("cost=0.6,latency=0.4"))
        .isEqualTo(new Preference(0.6, 0.4, 0, 0, 0, 0));
    assertThat(Presets.parse("energy = 1 , throughput=2,success=3,quality=4"))
        .isEqualTo(new Preference(0, 0, 2, 3, 4, 1));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "faster|'faster' is no preference",
        "cots=1|'cots' is no objective",
        "cost=much|'much' is no weight",
        "cost=NaN|'NaN' is no weight",
        "cost=1,cost=2|cost is weighed twice",
        "cost=-1|a weight lies between 0 and 1000000",
        "cost=0|at least one weight is above 0",
        "cost=1,|'cost=1,' is no preference",
        "''|'' is no preference",
      },
      quoteCharacter = '"')
  void whatIsAllowedIsSaid(String text, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.parse(text.equals("''") ? "" : text))
        .withMessageStartingWith(message)
        .withMessageContaining("balanced, cheap, fast, reliable, quality, green")
        .withMessageContaining("cost, latency, throughput, success, quality, energy");
  }
}
