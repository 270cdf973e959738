package dev.sluice.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class RollTest {
  private static final Presence OWN = presence("a", "node-a");

  private final AtomicLong nanos = new AtomicLong();
  private final Roll roll = roll(0);

  private Roll roll(int expected) {
    return new Roll(expected, Duration.ofMinutes(10), nanos::get);
  }

  private static Presence presence(String id, String name) {
    return new Presence(new Member(id, name, "1", "", "", false), Instant.EPOCH, "", "", 0);
  }

  private static Announcement says(boolean draining) {
    return new Announcement(draining, 7, "10.0.0.1:8000", "c0ffee", "decaf0");
  }

  private void see(String... ids) {
    roll.see(Arrays.stream(ids).map(id -> presence(id, "node-" + id)).toList());
  }

  private FleetView view() {
    return roll.view(1, OWN);
  }

  @Test
  void aNodeThatIsAloneFromTheStartIsWhole() {
    assertThat(view().standing()).isEqualTo(Standing.MAJORITY);
    assertThat(view().strength()).isEqualTo(1);
  }

  @Test
  void aNodeThatExpectsOthersIsInAMinorityWithoutThem() {
    Roll expecting = roll(3);
    assertThat(expecting.view(1, OWN).standing()).isEqualTo(Standing.MINORITY);
    assertThat(expecting.view(1, OWN).share()).isEqualTo(1.0 / 3);
  }

  @Test
  void allSeeTheMembersInTheSameOrder() {
    see("c", "b");
    assertThat(view().members()).extracting(Member::id).containsExactly("a", "b", "c");
  }

  @Test
  void aLostMemberIsMissed() {
    see("b", "c");
    see("b");
    assertThat(view().strength()).isEqualTo(3);
    assertThat(view().standing()).isEqualTo(Standing.MAJORITY);
    see();
    assertThat(view().strength()).isEqualTo(3);
    assertThat(view().standing()).isEqualTo(Standing.MINORITY);
  }

  @Test
  void halfOfTheFleetIsAMinority() {
    see("b");
    see();
    assertThat(view().standing()).isEqualTo(Standing.MINORITY);
  }

  @Test
  void aMemberThatDrainedIsNotMissed() {
    see("b", "c");
    assertThat(roll.hear("c", says(true))).isTrue();
    see("b");
    assertThat(view().strength()).isEqualTo(2);
    assertThat(view().standing()).isEqualTo(Standing.MAJORITY);
  }

  @Test
  void aLostMemberWhoseWordOfLeavingComesLateIsNotMissed() {
    see("b", "c");
    see("b");
    assertThat(roll.hear("c", says(true))).isTrue();
    assertThat(view().strength()).isEqualTo(2);
  }

  @Test
  void aMemberThatServesAgainAndIsLostIsMissed() {
    see("b", "c");
    assertThat(roll.hear("c", says(true))).isTrue();
    assertThat(roll.hear("c", says(false))).isTrue();
    see("b");
    assertThat(view().strength()).isEqualTo(3);
  }

  @Test
  void aMemberThatReturnsIsSeenAsBefore() {
    see("b", "c");
    assertThat(roll.hear("c", says(false))).isTrue();
    see("b");
    see("b", "c");
    assertThat(view().strength()).isEqualTo(3);
    assertThat(roll.presences(OWN).getLast().member().address()).isEqualTo("10.0.0.1:8000");
    assertThat(roll.presences(OWN).getLast().exchanges()).isEqualTo(7);
    assertThat(roll.presences(OWN).getLast().config()).isEqualTo("c0ffee");
    assertThat(roll.presences(OWN).getLast().offered()).isEmpty();
  }

  @Test
  void aNodeStartedAnewTakesTheOldPlaceUnderItsName() {
    see("b", "c");
    see("b");
    roll.see(List.of(presence("b", "node-b"), presence("d", "node-c")));
    assertThat(view().strength()).isEqualTo(3);
    assertThat(view().members()).extracting(Member::id).containsExactly("a", "b", "d");
  }

  @Test
  void aLostMemberIsForgottenInTime() {
    see("b");
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(60));
    see();
    nanos.addAndGet(TimeUnit.MINUTES.toNanos(10) - 1);
    roll.forget();
    assertThat(view().strength()).isEqualTo(2);
    nanos.incrementAndGet();
    roll.forget();
    assertThat(view().strength()).isEqualTo(1);
    assertThat(view().standing()).isEqualTo(Standing.MAJORITY);
  }

  @Test
  void nobodyIsKnownByItsWordAlone() {
    assertThat(roll.hear("z", says(false))).isFalse();
    assertThat(view().members()).hasSize(1);
  }
}
