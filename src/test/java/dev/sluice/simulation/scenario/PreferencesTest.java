package dev.sluice.simulation.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Preference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreferencesTest {
  @Test
  void weightsStandForThemselves() {
    assertThat(Preferences.parse("cost=0.6, latency=0.4"))
        .isEqualTo(new Preference(0.6, 0.4, 0, 0, 0, 0));
    assertThat(Preferences.parse("balanced")).isEqualTo(Preference.BALANCED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nice", "cost", "cost=x", "cost=1,cost=2", "speed=1", "cost=1,"})
  void whatIsNoneIsToldWhatIsAllowed(String text) {
    assertThatThrownBy(() -> Preferences.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("balanced", "green", "throughput", "cost=0.6,latency=0.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"cost=0", "cost=-1", "cost=NaN", "cost=1e9"})
  void weightsMustMeanSomething(String text) {
    assertThatThrownBy(() -> Preferences.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
