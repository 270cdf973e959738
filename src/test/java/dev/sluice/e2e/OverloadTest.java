package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A gateway with more to do than it has places. */
final class OverloadTest {
  private static void assertOverloaded(Answer answer) {
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.error("type")).isEqualTo("server_error");
    assertThat(answer.error("code")).isEqualTo("server_is_overloaded");
    assertThat(answer.headers())
        .containsEntry("retry-after", "1")
        .containsEntry("retry-after-ms", "1000")
        .doesNotContainKey("x-sluice-attempts");
  }

  @Test
  @Keeps("RT-7")
  void whoFindsNeitherPlaceNorQueueIsRefusedAtOnce() {
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.before(only);
        RawClient inside = gateway.client()) {
      inside.chat(WHOLE);
      await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));

      assertOverloaded(gateway.chat(WHOLE));
      assertOverloaded(gateway.chat(STREAM));
      assertThat(gateway.ask("GET", "/health").status()).isEqualTo(200);
      assertThat(only.attempts()).isEqualTo(1);
      inside.leave();
    }
  }

  @Test
  void whoWaitsInTheQueueGetsThePlaceThatBecomesFree() {
    Settings settings = new Settings().limits("queue", 1);
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(settings, only);
        RawClient inside = gateway.client();
        RawClient waiting = gateway.client()) {
      inside.chat(WHOLE);
      await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
      waiting.chat(WHOLE);
      await()
          .untilAsserted(() -> assertThat(gateway.meter("sluice_exchanges_waiting")).isEqualTo(1));
      assertOverloaded(gateway.chat(WHOLE));
      only.script(serves());
      inside.leave();

      assertThat(waiting.answer().body()).isEqualTo(Scripts.ANSWER);
    }
  }

  @Test
  void whoWaitsTooLongIsRefused() {
    Settings settings = new Settings().limits("queue", 1, "queueTime", Duration.ofMillis(200));
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(settings, only);
        RawClient inside = gateway.client()) {
      inside.chat(WHOLE);
      await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));

      long asked = System.nanoTime();
      assertOverloaded(gateway.chat(WHOLE));
      assertThat(Duration.ofNanos(System.nanoTime() - asked))
          .isBetween(Duration.ofMillis(200), Duration.ofSeconds(2));
      inside.leave();
    }
  }

  @Test
  void whoLeavesTheQueueTakesNoPlace() {
    Settings settings = new Settings().limits("queue", 1);
    try (ScriptedProvider only = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(settings, only);
        RawClient inside = gateway.client()) {
      inside.chat(WHOLE);
      await().untilAsserted(() -> assertThat(only.attempts()).isEqualTo(1));
      try (RawClient waiting = gateway.client()) {
        waiting.chat(WHOLE);
        await()
            .untilAsserted(
                () -> assertThat(gateway.meter("sluice_exchanges_waiting")).isEqualTo(1));
      }
      await().untilAsserted(() -> assertThat(gateway.meter("sluice_exchanges_waiting")).isZero());
      inside.leave();
      gateway.awaitRest();
      assertThat(only.attempts()).isEqualTo(1);
    }
  }

  @Test
  void moreConnectionsThanAllowedAreClosed() {
    try (RunningGateway gateway = new RunningGateway(new Settings().limits("connections", 2))) {
      try (RawClient one = gateway.client();
          RawClient two = gateway.client();
          RawClient three = gateway.client()) {
        String health = RawClient.request("GET", "/health", "");
        assertThat(one.send(health).answer().status()).isEqualTo(200);
        assertThat(two.send(health).answer().status()).isEqualTo(200);
        assertThat(three.send(health).closed()).isTrue();
      }
      await().untilAsserted(() -> assertThat(gateway.meter("sluice_connections")).isEqualTo(1));
    }
  }
}
