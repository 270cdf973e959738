package dev.sluice.fleet.lease.bucket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What shared buckets promise, wherever they are kept. */
public abstract class SharedBucketsContract {
  /** A rate at which no token comes while a test runs. */
  private static final Rate STILL = new Rate(1e-6, 10);

  private static final Duration LONG = Duration.ofMinutes(1);

  private final String bucket = "bucket:" + UUID.randomUUID();

  /** The buckets. */
  protected abstract SharedBuckets buckets();

  @Test
  void aNewBucketIsFullAndGivesWhatItHolds() {
    assertThat(take(STILL, 7)).isEqualTo(new Grant(7, 0));
    assertThat(take(STILL, 7).tokens()).isEqualTo(3);

    Grant none = take(STILL, 7);
    assertThat(none.tokens()).isZero();
    assertThat(none.waitNanos()).isGreaterThan(Duration.ofDays(1).toNanos());
  }

  @Test
  void whatIsGivenBackCanBeTakenAgain() {
    assertThat(take(STILL, 10).tokens()).isEqualTo(10);
    Object _ = answer(buckets().giveBack(bucket, STILL, 4));

    assertThat(take(STILL, 10).tokens()).isEqualTo(4);
  }

  @Test
  void whatFindsNoRoomIsLost() {
    assertThat(take(STILL, 3).tokens()).isEqualTo(3);
    Object _ = answer(buckets().giveBack(bucket, STILL, 1_000));

    assertThat(take(STILL, 100).tokens()).isEqualTo(10);
  }

  @Test
  void oneBucketIsNotAnother() {
    assertThat(take(STILL, 10).tokens()).isEqualTo(10);

    assertThat(answer(buckets().take(bucket + "2", STILL, 10)).tokens()).isEqualTo(10);
  }

  @Test
  void fillsAtItsRate() {
    Rate rate = new Rate(500, 5);
    long start = System.nanoTime();
    long taken = 0;
    while (taken < 150) {
      taken += take(rate, 3).tokens();
    }
    double seconds = (System.nanoTime() - start) / 1e9;

    // A clock of milliseconds may be one of them ahead.
    assertThat((double) taken).isLessThanOrEqualTo(rate.burst() + rate.perSecond() * seconds + 1);
    assertThat(seconds).isLessThan(10);
  }

  @Test
  void manyAtATimeTakeNothingTwice() {
    var grants = IntStream.range(0, 40).mapToObj(_ -> buckets().take(bucket, STILL, 1)).toList();

    assertThat(grants.stream().mapToLong(grant -> answer(grant).tokens()).sum()).isEqualTo(10);
  }

  @Test
  void permitsAreSharedUpToTheCapacity() {
    assertThat(claim("a", 1, 0, 3)).isEqualTo(new Holding(3, false, 1));
    assertThat(claim("b", 1, 0, 4)).isEqualTo(new Holding(2, false, 2));
    assertThat(claim("a", 2, 1, 1)).isEqualTo(new Holding(1, true, 2));
    assertThat(claim("b", 2, 2, 4)).isEqualTo(new Holding(4, false, 2));
    assertThat(claim("a", 3, 0, 0)).isEqualTo(new Holding(0, false, 1));
  }

  @Test
  void aClaimThatComesLateChangesNothing() {
    assertThat(claim("a", 7, 0, 1).permits()).isEqualTo(1);

    assertThat(claim("a", 6, 0, 5).permits()).isEqualTo(1);
    assertThat(claim("b", 1, 0, 5).permits()).isEqualTo(4);
  }

  @Test
  void permitsInUseAreNotTakenAway() {
    assertThat(claim("a", 1, 0, 5).permits()).isEqualTo(5);

    Claim fewer = new Claim("a", 2, 2, 4, 4, LONG);
    assertThat(answer(buckets().hold(bucket, fewer)).permits()).isEqualTo(4);
    assertThat(claim("b", 1, 0, 5).permits()).isEqualTo(1);
  }

  @Test
  void permitsOfALostOwnerReturn() {
    Claim brief = new Claim("a", 1, 5, 5, 5, Duration.ofMillis(50));
    assertThat(answer(buckets().hold(bucket, brief)).permits()).isEqualTo(5);

    await()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(10))
        .until(() -> claim("b", System.nanoTime(), 0, 5).permits() == 5);
  }

  @Test
  void tellsHowManyOwnersAreThereIfItTellsAtAll() {
    Duration brief = Duration.ofMillis(50);
    int first = answer(buckets().present("a" + bucket, LONG));
    int both = answer(buckets().present("b" + bucket, LONG));

    assertThat(both).isEqualTo(first == 0 ? 0 : first + 1);
    int three = answer(buckets().present("c" + bucket, brief));
    assertThat(three).isEqualTo(first == 0 ? 0 : both + 1);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> answer(buckets().present("a" + bucket, LONG)) == both);
  }

  private Grant take(Rate rate, long most) {
    return answer(buckets().take(bucket, rate, most));
  }

  /** Of five permits. */
  private Holding claim(String owner, long number, int least, int wanted) {
    return answer(buckets().hold(bucket, new Claim(owner, number, 5, least, wanted, LONG)));
  }

  private static <T> T answer(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
