package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.BreakerConfig;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FailureWindowTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();

  private final FailureWindow window = new FailureWindow(config(true, 5, 0.5, 10));

  @Test
  void opensOnFailuresInARow() {
    assertThat(failures(4, 0)).isFalse();

    assertThat(window.failed(0, 0)).isTrue();
  }

  @Test
  void beginsTheRowAnewAfterASuccess() {
    assertThat(failures(4, 0)).isFalse();
    window.succeeded();

    assertThat(failures(4, 1)).isFalse();
  }

  @Test
  void opensOnTheShareOfFailuresEvenWhenNoneFollowsAnother() {
    for (int i = 1; i < 5; i++) {
      assertThat(window.failed(0, i)).isFalse();
      window.succeeded();
    }

    assertThat(window.failed(0, 5)).isTrue();
  }

  @Test
  void saysNothingBelowTheMinimum() {
    FailureWindow lone = new FailureWindow(config(true, 5, 0.1, 10));
    for (int i = 1; i <= 4; i++) {
      assertThat(lone.failed(0, i)).isFalse();
      lone.succeeded();
    }

    assertThat(lone.failed(0, 4)).isFalse();
  }

  @Test
  void letsOldFailuresSlideOut() {
    for (int i = 0; i < 4; i++) {
      assertThat(window.failed(0, 0)).isFalse();
    }
    window.succeeded();

    window.look(9 * SECOND, 5);
    assertThat(window.failed(10 * SECOND, 6)).isFalse();
  }

  @Test
  void weighsSuccessesSeenBetweenFailures() {
    window.look(SECOND, 1_000);

    assertThat(failures(4, 1_000)).isFalse();
    window.succeeded();
    assertThat(failures(4, 1_001)).isFalse();
  }

  @Test
  void doesNotLetTheSuccessesOfAnHourAgoExcuseAnOutage() {
    FailureWindow patient = new FailureWindow(config(true, 1_000, 0.5, 10));
    patient.look(SECOND, 1_000_000);
    long hour = Duration.ofHours(1).toNanos();
    patient.look(hour, 1_000_000);

    boolean open = false;
    for (int i = 0; i < 10; i++) {
      open = patient.failed(hour, 1_000_000);
    }

    assertThat(open).isTrue();
  }

  @Test
  void spreadsSuccessesOverTheTimeSinceTheLastLook() {
    FailureWindow patient = new FailureWindow(config(true, 1_000, 0.5, 10));

    // 100 seconds with one success each: ten of them lie in the window.
    boolean[] opened = new boolean[10];
    for (int i = 0; i < 10; i++) {
      opened[i] = patient.failed(100 * SECOND, 100);
    }

    assertThat(opened)
        .containsExactly(false, false, false, false, false, false, false, false, false, true);
  }

  @Test
  void neverOpensWhenSwitchedOff() {
    FailureWindow off = new FailureWindow(config(false, 1, 0.1, 1));

    assertThat(off.failed(0, 0)).isFalse();
  }

  private boolean failures(int number, long successes) {
    boolean open = false;
    for (int i = 0; i < number; i++) {
      open |= window.failed(SECOND, successes);
    }
    return open;
  }

  static BreakerConfig config(boolean enabled, int failures, double rate, int minimum) {
    return new BreakerConfig(
        enabled, failures, rate, minimum, Duration.ofSeconds(10), Duration.ofSeconds(30), 3);
  }
}
