package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class UnitsTest {
  @ParameterizedTest
  @CsvSource({"250ms,PT0.25S", "5s,PT5S", "2m,PT2M", "1h,PT1H", "0,PT0S", "0s,PT0S"})
  void readsDurations(String text, Duration expected) {
    assertThat(Units.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5 s", "-5s", "1.5s", "5S", "5sec", "99999999999s", "s"})
  void refusesWhatIsNoDuration(String text) {
    assertThat(Units.duration(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"512B,512", "64KiB,65536", "32MiB,33554432", "1GiB,1073741824", "0B,0"})
  void readsSizes(String text, int expected) {
    assertThat(Units.size(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "5", "5KB", "5kib", "-1B", "2GiB", "999999999GiB", "1.5MiB"})
  void refusesWhatIsNoSizeOrTooLarge(String text) {
    assertThat(Units.size(text)).isNull();
  }

  @Property
  boolean readsTheDurationsThatItWrites(@ForAll @LongRange(min = 0, max = 10_000_000) long millis) {
    Duration duration = Duration.ofMillis(millis);
    return duration.equals(Units.duration(Units.format(duration)));
  }

  @Property
  boolean readsTheSizesThatItWrites(@ForAll @LongRange(min = 0, max = 999_999) long kib) {
    return Integer.valueOf((int) (kib * 1024)).equals(Units.size(Units.formatSize(kib * 1024)));
  }
}
