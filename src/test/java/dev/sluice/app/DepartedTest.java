package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class DepartedTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final Duration SECOND = Duration.ofSeconds(1);

  // About to overflow, as the clock of a machine may be.
  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - SECOND.toNanos());
  private final Departed departed = new Departed(now::get);

  @Test
  void whoeverIsNoMoreIsNamedAndWhoeverStaysIsNot() {
    assertThat(over("a b c", "b d", HOUR)).containsExactly("sim/a", "sim/c");
  }

  @Test
  void whoeverReturnsIsNamedNoMore() {
    over("a b", "b", HOUR);

    assertThat(over("b", "a b", HOUR)).isEmpty();
  }

  @Test
  void aLaterChangeOfLittlePatienceDoesNotTakeAwayThatOfAnEarlierOne() {
    over("slow b", "b", HOUR);
    pass(Duration.ofMinutes(59));

    assertThat(over("b", "c", SECOND)).containsExactly("sim/b", "sim/slow");
    pass(Duration.ofMinutes(2));
    assertThat(over("c", "d", SECOND)).containsExactly("sim/c");
  }

  @Test
  void whoeverReturnsAndGoesAgainIsNamedForItsLongestPatience() {
    over("a b", "b", HOUR);
    over("b", "a b", SECOND);
    over("a b", "b", HOUR);
    pass(Duration.ofMinutes(30));

    assertThat(over("b", "c", SECOND)).containsExactly("sim/a", "sim/b");
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }

  @CanIgnoreReturnValue
  private List<String> over(String before, String after, Duration patience) {
    return departed.over(targets(before), targets(after), patience).stream()
        .map(TargetId::toString)
        .sorted()
        .toList();
  }

  private static List<Target> targets(String names) {
    String yaml =
        Arrays.stream(names.split(" ", -1))
            .map(name -> "{provider: sim, model: " + name + "}")
            .collect(
                Collectors.joining(
                    ", ", "providers: {sim: {type: simulator}}\nmodels: {m: {targets: [", "]}}\n"));
    return Parts.targets(ConfigLoader.parse("sluice.yaml", yaml, Map.of()));
  }
}
