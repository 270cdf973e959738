package dev.sluice.cli.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class RestartPauseTest {
  @Test
  void itDoublesWithEachDeathInARowUpToHalfAMinute() {
    RestartPause pause = RestartPause.FIRST;
    for (int death = 0; death < 20; death++) {
      RestartPause next = pause.afterLife(Duration.ofSeconds(2)).doubled();
      assertThat(next.pause()).isGreaterThanOrEqualTo(pause.pause());
      pause = next;
    }
    assertThat(pause.pause()).isEqualTo(Duration.ofSeconds(30));
  }

  @Test
  void aNodeThatLivedForLongIsBackAtOnce() {
    RestartPause late = RestartPause.FIRST.doubled().doubled();
    assertThat(late.afterLife(Duration.ofMinutes(1))).isEqualTo(RestartPause.FIRST);
  }
}
