package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static dev.sluice.e2e.Scripts.silent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.Mirror;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes of copies of requests, and that clients notice nothing of them. */
final class MirrorTest {
  private static Settings to(ScriptedProvider shadow) {
    return new Settings()
        .policy("mirror", new Mirror("shadow", 1))
        .timeouts("firstByte", Duration.ofSeconds(2))
        .model("shadow", shadow);
  }

  @ParameterizedTest
  @ValueSource(strings = {STREAM, WHOLE})
  void aCopyIsAskedAndCounted(String request) {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider shadow = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.with(to(shadow), first)) {
      Answer answer = gateway.chat(request);
      gateway.awaitRest();

      assertThat(answer.header("x-sluice-target")).isEqualTo("first/chat");
      assertThat(answer.header("x-sluice-attempts")).isEqualTo("1");
      assertThat(shadow.requests().getFirst().body())
          .isEqualTo(
              first
                  .requests()
                  .getFirst()
                  .body()
                  .replace("\"model\":\"chat\"", "\"model\":\"shadow\""));
      assertThat(gateway.meters("sluice_attempts_total{outcome=\"completed\""))
          .containsEntry(
              "sluice_attempts_total{outcome=\"completed\",provider=\"shadow\",target=\"shadow/chat\"}",
              1.0);
      assertThat(gateway.meter("sluice_tokens_total{direction=\"out\",target=\"shadow/chat\""))
          .isEqualTo(2);
      assertThat(gateway.meter("sluice_mirrors_total")).isEqualTo(1);
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"chat\",result=\"completed\""))
          .isEqualTo(1);
    }
  }

  @Test
  void aSilentCopyDelaysNobody() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider shadow = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(to(shadow), first)) {
      long asked = System.nanoTime();
      for (int i = 0; i < 20; i++) {
        assertThat(gateway.chat(STREAM).data()).hasSize(5);
      }
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
      await().until(() -> shadow.attempts() == 20);
    }
  }

  @Test
  void aCopyThatFailsIsNobodysBusiness() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider shadow = new ScriptedProvider(refuses(500, "server_error", "oops"));
        RunningGateway gateway = RunningGateway.with(to(shadow), first)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      gateway.awaitRest();
      assertThat(gateway.meter("sluice_attempts_total{outcome=\"unavailable\"")).isEqualTo(1);
      assertThat(shadow.attempts()).isEqualTo(1);
      assertThat(gateway.meter("sluice_retries_total")).isZero();
    }
  }

  @Test
  void noMoreThanSomeAreUnderWay() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider shadow = new ScriptedProvider(silent());
        RunningGateway gateway = RunningGateway.with(to(shadow).breaker("enabled", false), first)) {
      for (int i = 0; i < 70; i++) {
        assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      }
      assertThat(gateway.meter("sluice_mirrors_total")).isEqualTo(64);
      assertThat(gateway.meter("sluice_mirrors_skipped_total")).isEqualTo(6);
    }
  }

  @Test
  void copiesEndWithTheNode() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider shadow = new ScriptedProvider(silent())) {
      Settings settings = to(shadow).timeouts("firstByte", Duration.ofSeconds(15));
      try (RunningGateway gateway = RunningGateway.with(settings, first)) {
        assertThat(gateway.chat(STREAM).status()).isEqualTo(200);
        await().until(() -> shadow.attempts() == 1);
        Await.result(gateway.stop());
      }
      await().atMost(Duration.ofSeconds(2)).until(() -> shadow.open().isEmpty());
    }
  }
}
