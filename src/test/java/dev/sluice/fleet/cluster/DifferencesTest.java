package dev.sluice.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DifferencesTest {
  private static final Presence OWN = says("a", "one", "one");

  private final Differences differences = new Differences();

  private static Presence says(String id, String config, String offered) {
    Member member = new Member(id, "node-" + id, "1", "", "", false);
    return new Presence(member, Instant.EPOCH, config, offered, 0);
  }

  private List<String> fresh(Presence own, Presence... others) {
    return differences.fresh(own, List.of(others)).stream().map(Member::id).toList();
  }

  @Test
  void aMemberThatDiffersIsToldOnceUntilItAgreed() {
    Presence other = says("b", "two", "two");
    assertThat(fresh(OWN, OWN, other, says("c", "one", "one"))).containsExactly("b");
    assertThat(fresh(OWN, OWN, other)).isEmpty();
    assertThat(fresh(OWN, OWN, says("b", "one", "one"))).isEmpty();
    assertThat(fresh(OWN, OWN, other)).containsExactly("b");
  }

  @Test
  void whoSaidNothingDoesNotDiffer() {
    assertThat(fresh(OWN, says("b", "", ""))).isEmpty();
  }

  @Test
  void aChangeThatReachesOneBeforeTheOtherIsNoDifference() {
    assertThat(fresh(OWN, says("b", "one", "two"))).isEmpty();
    assertThat(fresh(says("a", "one", "two"), says("b", "two", "two"))).isEmpty();
    assertThat(fresh(says("a", "two", "two"), says("b", "one", "two"))).isEmpty();
    assertThat(fresh(says("a", "two", "two"), says("b", "two", "two"))).isEmpty();
  }

  @Test
  void aMemberThatDifferedBeforeIsNotToldAgainForItsSteps() {
    assertThat(fresh(OWN, says("b", "two", "two"))).containsExactly("b");
    assertThat(fresh(OWN, says("b", "two", "three"))).isEmpty();
    assertThat(fresh(OWN, says("b", "three", "three"))).isEmpty();
  }
}
