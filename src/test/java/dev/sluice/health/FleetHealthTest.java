package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.HealthChanged;
import dev.sluice.fleet.Post;
import dev.sluice.model.Exclusion;
import dev.sluice.model.Failure;
import dev.sluice.model.TargetId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What a member knows of targets through the others. */
final class FleetHealthTest {
  private static final TargetId ID = new TargetId("acme/one");
  private static final Failure.Upstream BROKEN = new Failure.Unavailable(500, "broken", null);
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final VirtualFleet fleet = new VirtualFleet(ID).with("a", "b", "c");

  @Test
  void aTargetThatDiesAtOneIsLeftAloneByAll() {
    dies("a");

    assertThat(fleet.nodes())
        .allSatisfy(node -> assertThat(node.of(ID).exclusion()).isEqualTo(Exclusion.BREAKER_OPEN));
    assertThat(at("a").source()).isNull();
    assertThat(at("b").source()).isEqualTo("a");
    assertThat(at("b").pause()).isBetween(Duration.ofSeconds(15), Duration.ofSeconds(18));
    assertThat(at("b").breaker()).isEqualTo(BreakerState.CLOSED);
  }

  @Test
  void aBusyMemberFindsOutWithOneAttempt() {
    succeed("b");
    fleet.pass(SECOND);
    dies("a");

    assertThat(at("b").enter()).isTrue();
    assertThat(at("b").enter()).isFalse();
    at("b").failed(BROKEN);

    assertThat(at("b").enter()).isFalse();
    fleet.pass(SECOND);
    assertThat(at("b").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void theTroubleOfOneMemberTakesNoTargetFromAll() {
    succeed("b");
    fleet.pass(SECOND);
    dies("a");
    fleet.pass(Duration.ofMillis(300));

    assertThat(at("c").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
    succeed("b");
    fleet.settle();

    assertThat(at("b").exclusion()).isNull();
    assertThat(at("c").exclusion()).isNull();
    assertThat(at("c").warmth()).isLessThan(1);
    fleet.pass(
        Duration.ofMinutes(3),
        () -> {
          succeed("b");
          if (at("a").enter()) {
            at("a").failed(BROKEN);
          }
          assertThat(at("b").exclusion()).isNull();
          assertThat(at("c").exclusion()).isNull();
        });
  }

  @Test
  void whatSucceedsJustAfterTheClaimIsNoProof() {
    succeed("b");
    fleet.pass(SECOND);
    dies("a");
    at("b").succeeded();

    assertThat(at("c").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void anAnswerThatBeganBeforeTheClaimAndEndsLaterIsProof() {
    assertThat(at("b").enter()).isTrue();
    dies("a");
    fleet.pass(SECOND);
    assertThat(at("b").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);

    at("b").succeeded();

    assertThat(at("b").exclusion()).isNull();
  }

  @Test
  void aPauseThatTheProviderAskedForIsKeptByAll() {
    at("a").failed(new Failure.Throttled("slow down", Duration.ofSeconds(20), false));
    succeed("b");
    fleet.settle();

    assertThat(at("b").exclusion()).isEqualTo(Exclusion.COOLING);
    assertThat(at("c").exclusion()).isEqualTo(Exclusion.COOLING);
    assertThat(at("c").cooling()).isEqualTo(Duration.ofSeconds(20));
    assertThat(at("c").source()).isEqualTo("a");
    fleet.pass(Duration.ofSeconds(19));
    assertThat(at("c").exclusion()).isEqualTo(Exclusion.COOLING);
    fleet.pass(SECOND.plusMillis(100));
    assertThat(at("c").exclusion()).isNull();
  }

  @Test
  void aPauseThatGrowsGrowsForAll() {
    at("a").coolFor(Duration.ofSeconds(2));
    at("a").coolFor(Duration.ofSeconds(40));
    fleet.settle();

    assertThat(at("b").cooling()).isEqualTo(Duration.ofSeconds(40));
  }

  @Test
  void aPauseOfOnesOwnGuessIsOnesOwn() {
    at("a").failed(new Failure.Throttled("slow down", null, false));
    fleet.settle();

    assertThat(at("a").exclusion()).isEqualTo(Exclusion.COOLING);
    assertThat(at("b").exclusion()).isNull();
  }

  @Test
  void aNewcomerKnows() {
    dies("a");
    at("a").coolFor(Duration.ofSeconds(50));
    fleet.pass(Duration.ofSeconds(4));

    VirtualFleet.Node late = fleet.join("late");

    assertThat(late.of(ID).exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
    assertThat(late.of(ID).cooling()).isEqualTo(Duration.ofSeconds(46));
  }

  @Test
  void aLostWordIsMadeUpForWithinFiveSeconds() {
    fleet.mesh.drop((_, _) -> true);
    dies("a");
    assertThat(at("b").exclusion()).isNull();

    fleet.mesh.drop((_, _) -> false);
    fleet.pass(Duration.ofSeconds(5));

    assertThat(at("b").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void aLostWithdrawalIsMadeUpForWithinFiveSeconds() {
    down("a");
    fleet.settle();
    assertThat(at("b").exclusion()).isEqualTo(Exclusion.UNHEALTHY);
    fleet.mesh.drop((_, _) -> true);
    at("a").probedGood();
    at("a").probedGood();
    fleet.settle();
    fleet.mesh.drop((_, _) -> false);

    fleet.pass(Duration.ofSeconds(5));

    assertThat(at("b").exclusion()).isNull();
  }

  @Test
  void whatOnlyALostMemberSaidExpires() {
    down("a");
    fleet.settle();
    fleet.kill("a");
    fleet.pass(Duration.ofSeconds(12));

    assertThat(at("b").exclusion()).isNull();
    assertThat(fleet.node("b").changes)
        .extracting(HealthChanged::state)
        .containsExactly("held", "released");
  }

  @Test
  void aVerdictCountsOnlyWhereNothingSpeaksAgainstIt() {
    succeed("b");
    fleet.pass(SECOND);
    down("a");
    fleet.settle();

    assertThat(at("a").exclusion()).isEqualTo(Exclusion.UNHEALTHY);
    assertThat(at("b").exclusion()).isNull();
    assertThat(at("c").exclusion()).as("one says so, one denies it").isNull();
  }

  @Test
  void whoTakesProbesOverTakesTheVerdictOver() {
    down("a");
    fleet.settle();
    fleet.kill("a");
    at("b").inheritVerdict();
    fleet.pass(Duration.ofSeconds(30));

    assertThat(at("c").exclusion()).isEqualTo(Exclusion.UNHEALTHY);
    assertThat(at("c").source()).isEqualTo("b");
    at("b").probedGood();
    at("b").probedGood();
    fleet.settle();
    assertThat(at("c").exclusion()).isNull();
  }

  @Test
  void bothSidesOfASplitJudgeForThemselvesAndAgreeAgain() {
    fleet.mesh.split(Set.of("a"));
    dies("a");
    fleet.pass(SECOND);
    assertThat(at("b").exclusion()).isNull();
    assertThat(at("c").exclusion()).isNull();

    fleet.mesh.heal();
    fleet.settle();

    assertThat(at("b").exclusion()).isEqualTo(Exclusion.BREAKER_OPEN);
  }

  @Test
  void aTargetThatNobodyElseHasIsNoConcern() {
    VirtualFleet other = new VirtualFleet(new TargetId("acme/two"));
    VirtualFleet.Node node = other.join("x");
    node.talk.listen(new FleetHealth.Ear(_ -> {}, _ -> {}));
    Post post = other.mesh.join("y").post();
    post.toAll(
        FleetHealth.TOPIC, WordCodec.write(new Word.Opinions(true, List.of(Opinion.none(ID)))));

    assertThat(node.talk.heard()).isPositive();
    assertThat(node.of(new TargetId("acme/two")).exclusion()).isNull();
  }

  @Test
  void wordsOfAnotherVersionAndNoiseAreLeftOut() {
    Post post = fleet.mesh.join("x").post();
    Buffer newer = WordCodec.write(new Word.Ask()).copy();
    newer.setByte(0, (byte) (WordCodec.VERSION + 1));
    post.toAll(FleetHealth.TOPIC, newer);
    RandomGenerator random = RandomGenerator.of("L64X128MixRandom");
    for (int i = 0; i < 2_000; i++) {
      byte[] noise = new byte[random.nextInt(60)];
      random.nextBytes(noise);
      if (noise.length > 0) {
        noise[0] = WordCodec.VERSION;
      }
      post.toAll(FleetHealth.TOPIC, Buffer.buffer(noise));
    }

    assertThat(fleet.node("a").talk.leftOut()).isGreaterThan(1_000);
    assertThat(at("a").exclusion()).isNull();
  }

  @Test
  void aMemberWithoutFellowsSaysNothing() {
    VirtualFleet alone = new VirtualFleet(ID).with("a");
    IntStream.range(0, 5).forEach(_ -> alone.node("a").of(ID).failed(BROKEN));
    alone.pass(Duration.ofSeconds(10));

    assertThat(alone.node("a").talk.told()).isZero();
  }

  @Test
  void aFleetWithoutTroubleSaysNothing() {
    long before = fleet.mesh.bytes();
    fleet.pass(Duration.ofSeconds(10));
    long settled = fleet.mesh.bytes();
    fleet.pass(Duration.ofMinutes(10));

    assertThat(settled - before).isLessThan(200);
    assertThat(fleet.mesh.bytes()).isEqualTo(settled);
  }

  private TargetHealth at(String node) {
    return fleet.node(node).of(ID);
  }

  private void dies(String node) {
    IntStream.range(0, 5).forEach(_ -> at(node).failed(BROKEN));
    fleet.settle();
  }

  private void down(String node) {
    IntStream.range(0, 3).forEach(_ -> at(node).probedBad("silence"));
  }

  private void succeed(String node) {
    if (at(node).enter()) {
      at(node).succeeded();
    }
  }
}
