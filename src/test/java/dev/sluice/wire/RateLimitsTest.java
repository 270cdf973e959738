package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class RateLimitsTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

  @Test
  void asksForNothingWhileSomethingRemains() {
    assertThat(
            RateLimits.usedUp(
                Map.of(
                        "x-ratelimit-remaining-requests", "1",
                        "x-ratelimit-reset-requests", "6m0s",
                        "x-ratelimit-remaining-tokens", "-1",
                        "x-ratelimit-reset-tokens", "20ms")
                    ::get,
                NOW))
        .isNull();
    assertThat(RateLimits.usedUp(_ -> null, NOW)).isNull();
    assertThat(RateLimits.refused(_ -> null, NOW)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "0.0", " 0 ", "000"})
  void asksToWaitForTheResetOfWhatIsUsedUp(String nothing) {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-remaining-requests", "17",
            "x-ratelimit-reset-requests", "6m0s",
            "x-ratelimit-remaining-tokens", nothing,
            "x-ratelimit-reset-tokens", "1m30.5s");
    assertThat(RateLimits.usedUp(headers::get, NOW)).isEqualTo(Duration.ofMillis(90_500));
  }

  @Test
  void letsTheLongestResetStand() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-remaining-requests", "0",
            "x-ratelimit-reset-requests", "20ms",
            "anthropic-ratelimit-tokens-remaining", "0",
            "anthropic-ratelimit-tokens-reset", "2026-01-01T12:00:31Z");
    assertThat(RateLimits.usedUp(headers::get, NOW)).isEqualTo(Duration.ofSeconds(31));
  }

  @Test
  void measuresADateByTheProvidersOwnClock() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-remaining", "0",
            "x-ratelimit-reset", "1767261605",
            "date", "Thu, 01 Jan 2026 10:00:00 GMT");
    assertThat(RateLimits.usedUp(headers::get, NOW)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void takesALimitThatOnlyNamesItsResetForUsedUpWhenItRefuses() {
    Map<String, String> headers =
        Map.of(
            "x-ratelimit-reset", "12",
            "x-ratelimit-remaining-tokens", "900",
            "x-ratelimit-reset-tokens", "1h");
    assertThat(RateLimits.usedUp(headers::get, NOW)).isNull();
    assertThat(RateLimits.refused(headers::get, NOW)).isEqualTo(Duration.ofSeconds(12));
  }

  @Property
  void neverFailsWhateverIsSent(@ForAll String remaining, @ForAll String reset) {
    Map<String, String> headers =
        Map.of("x-ratelimit-remaining", remaining, "x-ratelimit-reset", reset, "date", reset);
    for (Duration wait :
        new Duration[] {
          RateLimits.usedUp(headers::get, NOW), RateLimits.refused(headers::get, NOW)
        }) {
      if (wait != null) {
        assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST);
      }
    }
  }
}
