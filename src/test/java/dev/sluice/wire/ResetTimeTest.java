package dev.sluice.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ResetTimeTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "20ms, 20",
    "1s, 1000",
    "6m0s, 360000",
    "1m30.5s, 90500",
    "1h2m3.004s, 3723004",
    "2m59.56s, 179560",
    "500us, 0",
    "1500µs, 1",
    ".5s, 500",
    "1d, 86400000",
    "48h, 86400000",
  })
  void readsDurations(String text, long millis) {
    assertThat(ResetTime.read(text, NOW)).satisfies(wait -> assertThat(wait).hasMillis(millis));
    assertThat(ResetTime.duration(text)).isEqualTo(ResetTime.read(text, NOW));
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "' 7 ', 7000",
    "33.25, 33250",
    "999999999, 86400000",
    "1767268830, 30000",
    "1767268830.5, 30500",
    "1767268830500, 30500",
    "1767268700, 0",
    "1767268700000, 0",
  })
  void readsSecondsAndEpochs(String text, long millis) {
    assertThat(ResetTime.read(text, NOW)).satisfies(wait -> assertThat(wait).hasMillis(millis));
    assertThat(ResetTime.duration(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-01T12:00:31Z, 31000",
    "2026-01-01T14:00:31.25+02:00, 31250",
    "2026-01-01T11:00:00Z, 0",
    "2027-01-01T12:00:00Z, 86400000",
  })
  void readsDates(String text, long millis) {
    assertThat(ResetTime.read(text, NOW)).satisfies(wait -> assertThat(wait).hasMillis(millis));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "soon", "-1", "-1s", "1e3", "s", "1.2.3", "1s2", "5 s", "NaN", "."})
  void passesOverWhatItDoesNotUnderstand(String text) {
    assertThat(ResetTime.read(text, NOW)).isNull();
  }

  @Property(tries = 3_000)
  void neverFailsAndNeverAsksForMoreThanADay(
      @ForAll
          @Chars({'.', '-', '+', ':', 'T', 'Z', 's', 'm', 'h', 'd', 'n', 'u', 'µ', ' ', 'e'})
          @CharRange(from = '0', to = '9')
          @StringLength(max = 70)
          String text) {
    Duration wait = ResetTime.read(text, NOW);
    if (wait != null) {
      assertThat(wait).isBetween(Duration.ZERO, RetryAfter.LONGEST);
    }
  }

  @Property
  void readsWhatGoWouldWrite(
      @ForAll @IntRange(max = 23) int hours,
      @ForAll @IntRange(max = 59) int minutes,
      @ForAll @IntRange(max = 59_999) int millis) {
    String text =
        hours + "h" + minutes + "m" + millis / 1000 + "." + "%03d".formatted(millis % 1000);
    assertThat(ResetTime.read(text + "s", NOW))
        .isEqualTo(Duration.ofHours(hours).plusMinutes(minutes).plusMillis(millis));
  }
}
