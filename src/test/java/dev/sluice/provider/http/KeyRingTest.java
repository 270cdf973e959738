package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class KeyRingTest {
  private static final Failure UNAUTHORISED = new Failure.Unauthorised("no");
  private static final Failure SPENT = new Failure.Throttled("spent", null, true);

  private final List<Integer> told = new ArrayList<>();
  private long now;

  private KeyRing ring(int keys) {
    return new KeyRing(
        IntStream.range(0, keys).mapToObj(i -> "Bearer k" + i).toList(),
        () -> now,
        (key, _) -> told.add(key.position()));
  }

  @Test
  void keysComeInTurn() {
    KeyRing ring = ring(3);

    assertThat(List.of(place(ring), place(ring), place(ring), place(ring)))
        .containsExactly(1, 2, 3, 1);
  }

  static List<Failure> deadly() {
    return List.of(UNAUTHORISED, SPENT);
  }

  @ParameterizedTest
  @MethodSource("deadly")
  void aDeadKeyIsSetAsideForTwiceAsLongEachTimeUpToAnHour(Failure failure) {
    KeyRing ring = ring(2);
    List<Duration> times = new ArrayList<>();

    for (int i = 0; i < 8; i++) {
      ProviderKey key = take(ring, 1);
      assertThat(ring.failed(key, failure)).isTrue();
      times.add(Duration.ofNanos(key.remaining(now)));
      now += key.remaining(now);
    }

    assertThat(times)
        .extracting(Duration::toMinutes)
        .containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L);
  }

  @Test
  void attemptsThatWereUnderWayTogetherCountOnce() {
    KeyRing ring = ring(2);
    ProviderKey key = take(ring, 1);

    for (int i = 0; i < 10; i++) {
      assertThat(ring.failed(key, UNAUTHORISED)).isTrue();
    }

    assertThat(Duration.ofNanos(key.remaining(now))).isEqualTo(KeyRing.LEAST_ASIDE);
    assertThat(told).containsExactly(1);
  }

  @Test
  void aKeyThatServesAgainBeginsAnew() {
    KeyRing ring = ring(2);
    ProviderKey key = take(ring, 1);
    fail(ring, key, UNAUTHORISED);
    now += key.remaining(now);
    fail(ring, key, UNAUTHORISED);

    key.served();

    assertThat(key.at(now)).isEqualTo(KeyState.READY);
    fail(ring, key, UNAUTHORISED);
    assertThat(Duration.ofNanos(key.remaining(now))).isEqualTo(KeyRing.LEAST_ASIDE);
  }

  @Test
  void aThrottledKeyRestsAsLongAsTheProviderSaysWhileOthersServe() {
    KeyRing ring = ring(2);
    fail(ring, take(ring, 1), throttled(Duration.ofSeconds(7)));

    assertThat(List.of(place(ring), place(ring))).containsExactly(2, 2);
    now += Duration.ofSeconds(7).toNanos();
    assertThat(List.of(place(ring), place(ring))).containsExactly(1, 2);
  }

  @Test
  void aThrottledKeyRestsASecondWhenNothingIsSaid() {
    KeyRing ring = ring(2);
    ProviderKey key = take(ring, 1);

    fail(ring, key, throttled(null));

    assertThat(Duration.ofNanos(key.remaining(now))).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void anAnswerThatWasUnderWayEndsNoRest() {
    KeyRing ring = ring(2);
    ProviderKey key = take(ring, 1);
    fail(ring, key, throttled(Duration.ofSeconds(7)));

    key.served();

    assertThat(key.at(now)).isEqualTo(KeyState.RESTING);
  }

  @Test
  void nothingIsSentWhileOneRestsAndNoneIsReady() {
    KeyRing ring = ring(3);
    fail(ring, take(ring, 1), UNAUTHORISED);
    fail(ring, take(ring, 2), throttled(Duration.ofSeconds(9)));
    fail(ring, take(ring, 3), throttled(Duration.ofSeconds(4)));
    now += Duration.ofSeconds(1).toNanos();

    assertThat(ring.take()).isNull();
    assertThat(ring.failure(UNAUTHORISED))
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            failure -> {
              assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(3));
              assertThat(failure.spent()).isFalse();
            });
  }

  @Test
  void ofDeadKeysTheOneWhoseTimeEndsFirstIsTriedAndItsFailureIsTold() {
    KeyRing ring = ring(2);
    fail(ring, take(ring, 1), UNAUTHORISED);
    now += 5;
    fail(ring, take(ring, 2), SPENT);

    assertThat(place(ring)).isEqualTo(1);
    assertThat(ring.failure(SPENT)).isSameAs(SPENT);
  }

  @Test
  void aSingleKeyIsAlwaysSent() {
    KeyRing ring = ring(1);
    Failure throttled = throttled(Duration.ofSeconds(7));
    fail(ring, take(ring, 1), throttled);

    assertThat(place(ring)).isEqualTo(1);
    assertThat(ring.failure(throttled)).isSameAs(throttled);
    assertThat(ring.state(0)).isEqualTo(KeyState.RESTING);
  }

  @Test
  void otherFailuresAreNotTheKeys() {
    KeyRing ring = ring(2);
    ProviderKey key = take(ring, 1);

    assertThat(ring.failed(key, new Failure.Unavailable(503, "down", null))).isFalse();
    assertThat(ring.failed(key, new Failure.Rejected(400, "bad", null, null, null))).isFalse();
    assertThat(key.at(now)).isEqualTo(KeyState.READY);
  }

  @Test
  void noKeyIsPrinted() {
    assertThat(take(ring(1), 1).toString()).doesNotContain("k0");
  }

  @Property(tries = 200)
  void aKeyThatIsNotReadyIsNeverTakenWhileAnotherOneIs(
      @ForAll @IntRange(min = 2, max = 6) int keys, @ForAll Random random) {
    KeyRing ring = ring(keys);
    for (int i = 0; i < 200; i++) {
      now += random.nextLong(Duration.ofMinutes(1).toNanos());
      boolean someReady = IntStream.range(0, keys).anyMatch(at -> ring.state(at) == KeyState.READY);
      ProviderKey key = ring.take();
      if (someReady) {
        assertThat(key)
            .isNotNull()
            .satisfies(it -> assertThat(it.at(now)).isEqualTo(KeyState.READY));
      }
      if (key != null) {
        switch (random.nextInt(4)) {
          case 0 -> fail(ring, key, UNAUTHORISED);
          case 1 -> fail(ring, key, throttled(Duration.ofSeconds(random.nextInt(300))));
          case 2 -> key.served();
          default -> {}
        }
      }
    }
  }

  private static Failure throttled(@Nullable Duration wait) {
    return new Failure.Throttled("slow", wait, false);
  }

  private static void fail(KeyRing ring, ProviderKey key, Failure failure) {
    assertThat(ring.failed(key, failure)).isTrue();
  }

  private static int place(KeyRing ring) {
    return Objects.requireNonNull(ring.take()).position();
  }

  /** Takes keys until the one of the place comes, as it does when the turn comes to it. */
  private static ProviderKey take(KeyRing ring, int place) {
    for (int i = 0; i < ring.size(); i++) {
      ProviderKey key = Objects.requireNonNull(ring.take());
      if (key.position() == place) {
        return key;
      }
    }
    throw new AssertionError("the key is not ready");
  }
}
