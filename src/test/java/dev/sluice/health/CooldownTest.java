package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CooldownTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final Cooldown cooldown = new Cooldown();

  @Test
  void letsTheLongestWordStand() {
    cooldown.obey(0, Duration.ofSeconds(20));
    cooldown.obey(SECOND, Duration.ofSeconds(2));

    assertThat(cooldown.until()).isEqualTo(20 * SECOND);
  }

  @Test
  void boundsTheWord() {
    cooldown.obey(0, Duration.ofDays(400_000));

    assertThat(cooldown.until()).isEqualTo(60 * SECOND);
  }

  @Test
  void guessesOneSecondDoubledUpToHalfAMinute() {
    List<Long> guesses = new ArrayList<>();
    long now = SECOND;
    for (int i = 0; i < 8; i++) {
      cooldown.guess(now);
      guesses.add((cooldown.until() - now) / SECOND);
      now = cooldown.until();
    }

    assertThat(guesses).containsExactly(1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
  }

  @Test
  void takesABurstOfThrottlingForOne() {
    for (int i = 0; i < 100; i++) {
      cooldown.guess(SECOND);
    }

    assertThat(cooldown.until()).isEqualTo(2 * SECOND);
  }

  @Test
  void startsAnewAfterASuccess() {
    cooldown.guess(SECOND);
    cooldown.guess(2 * SECOND);
    cooldown.succeeded(4 * SECOND);

    cooldown.guess(5 * SECOND);

    assertThat(cooldown.until()).isEqualTo(6 * SECOND);
  }

  @Test
  void isNotEndedByASuccessOfAnAttemptBegunBefore() {
    cooldown.obey(0, Duration.ofSeconds(20));

    cooldown.succeeded(SECOND);

    assertThat(cooldown.until()).isEqualTo(20 * SECOND);
  }
}
