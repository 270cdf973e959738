package dev.sluice.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.FailoverRules;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PatienceTest {
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long YEAR = Duration.ofDays(365).toNanos();
  private static final FailoverRules RULES = rules(3, 1);

  private final Patience ruled = Patience.ofRules();

  private static FailoverRules rules(int firstToken, int betweenTokens) {
    return new FailoverRules(
        Map.of(), 0, null, Duration.ofSeconds(firstToken), Duration.ofSeconds(betweenTokens));
  }

  private static long lateAt(Patience patience, FailoverRules rules, boolean stream, long heard) {
    return patience.lateAt(rules, Plans.target("a"), stream, 0, heard);
  }

  @Test
  void withoutRulesNothingIsLate() {
    assertThat(lateAt(ruled, FailoverRules.NONE, true, 0)).isGreaterThan(YEAR);
    assertThat(lateAt(ruled, FailoverRules.NONE, true, SECOND)).isGreaterThan(YEAR);
  }

  @Test
  void theFirstTokenOfAStreamIsLateWhenTheRulesSayWhateverWasHeard() {
    assertThat(lateAt(ruled, RULES, true, 0)).isEqualTo(3 * SECOND);
    assertThat(lateAt(ruled, RULES, true, 5 * SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void silenceAfterSomethingWasHeardIsLateByTheOtherRule() {
    assertThat(lateAt(ruled, RULES, true, SECOND)).isEqualTo(2 * SECOND);
    assertThat(lateAt(ruled, RULES, false, 5 * SECOND)).isEqualTo(6 * SECOND);
    assertThat(lateAt(ruled, rules(3, 0), true, SECOND)).isEqualTo(3 * SECOND);
  }

  @Test
  void aWholeAnswerHasNoFirstToken() {
    assertThat(lateAt(ruled, RULES, false, 0)).isGreaterThan(YEAR);
  }

  @ParameterizedTest
  @CsvSource({"0.1, 2", "0.5, 2", "1, 4", "10, 40"})
  void withoutARuleItIsLateByWhatTheTargetTaught(double usual, long seconds) {
    Patience taught = new Patience(_ -> usual);

    assertThat(lateAt(taught, FailoverRules.NONE, true, 0)).isEqualTo(seconds * SECOND);
    assertThat(lateAt(taught, RULES, true, 0)).isEqualTo(3 * SECOND);
    assertThat(lateAt(taught, FailoverRules.NONE, false, 0)).isGreaterThan(YEAR);
  }
}
