package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-01-01T12:00:00Z"));

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "7, 7000",
    "1.5, 1500",
    "' 2 ', 2000",
    "999999999999, 86400000",
    "'Thu, 01 Jan 2026 12:00:30 GMT', 30000",
    "'Thu, 01 Jan 2026 11:00:00 GMT', 0",
    "'Fri, 01 Jan 2027 12:00:00 GMT', 86400000",
  })
  @Keeps("RT-5")
  void readsSecondsAndDates(String value, long millis) {
    assertThat(RetryAfter.read(Map.of("retry-after", value)::get, NOW))
        .isEqualTo(Duration.ofMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "soon", "-1", "1e3", "1;2", "Thu, 32 Jan 2026 12:00:30 GMT", "NaN"})
  void passesOverWhatItDoesNotUnderstand(String value) {
    assertThat(RetryAfter.read(Map.of("retry-after", value)::get, NOW)).isNull();
  }

  @Test
  void takesTheLongestOfWhatIsGiven() {
    assertThat(RetryAfter.read(Map.of("retry-after", "2", "retry-after-ms", "1500")::get, NOW))
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(RetryAfter.read(Map.of("retry-after", "1", "retry-after-ms", "1500.7")::get, NOW))
        .isEqualTo(Duration.ofMillis(1500));
  }

  @Test
  void measuresADateByTheProvidersOwnClock() {
    Map<String, String> headers =
        Map.of(
            "retry-after", "Thu, 01 Jan 2026 10:00:05 GMT",
            "date", "Thu, 01 Jan 2026 10:00:00 GMT");
    assertThat(RetryAfter.read(headers::get, NOW)).isEqualTo(Duration.ofSeconds(5));
  }

  @Test
  void isNullWithoutHeaders() {
    assertThat(RetryAfter.read(name -> null, NOW)).isNull();
  }
}
