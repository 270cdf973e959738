package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.GeminiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is fetched for providers that take bytes shares the memory of request bodies. */
final class MediaMemoryTest {
  private static final int MEMORY = 300_000;

  private static byte[] picture(int size) {
    byte[] png = new byte[size];
    byte[] begin = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    System.arraycopy(begin, 0, png, 0, begin.length);
    return png;
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider, String url);
  }

  private static void with(int size, Script script, Asked asked) {
    byte[] png = picture(size);
    try (ScriptedProvider host =
            new ScriptedProvider(Scripts.says(Scripts.whole(200, "image/png", png)));
        ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .limits("memory", MEMORY)
                    .media("privateHosts", List.of("127.0.0.1"))
                    .failover("retries", 0)
                    .breaker("enabled", false)
                    .speaking(
                        "gemini",
                        provider,
                        connection -> new GeminiConfig(connection, GeminiConfig.BETA, null),
                        "gemini-2.5-flash"))) {
      asked.of(gateway, provider, "http://127.0.0.1:" + host.port() + "/a.png");
      gateway.awaitRest();
    }
  }

  private static String ask(String url, boolean stream, int images) {
    String image = "{\"type\":\"image_url\",\"image_url\":{\"url\":\"" + url + "?%d\"}}";
    StringBuilder parts = new StringBuilder();
    for (int i = 0; i < images; i++) {
      parts.append(i == 0 ? "" : ",").append(image.formatted(i));
    }
    return "{\"model\":\"chat\",\"stream\":"
        + stream
        + ",\"messages\":[{\"role\":\"user\",\"content\":["
        + parts
        + "]}]}";
  }

  @Test
  void whatWasHeldIsThereAgainAfterEachAnswer() {
    with(
        200_000,
        Scripts.answers(200, GeminiTargetTest.ANSWER),
        (gateway, provider, url) -> {
          for (int i = 0; i < 4; i++) {
            assertThat(gateway.chat(ask(url, false, 1)).status()).isEqualTo(200);
          }
          assertThat(provider.requests()).hasSize(4);
        });
    with(
        200_000,
        Scripts.streams(GeminiTargetTest.HELLO, GeminiTargetTest.WORLD),
        (gateway, _, url) -> {
          for (int i = 0; i < 4; i++) {
            assertThat(gateway.chat(ask(url, true, 1)).data()).endsWith("[DONE]");
          }
        });
  }

  @Test
  void whatWasHeldIsThereAgainAfterEachFailure() {
    with(
        200_000,
        Scripts.answers(500, GeminiTargetTest.error(500, "INTERNAL")),
        (gateway, provider, url) -> {
          for (int i = 0; i < 4; i++) {
            assertThat(gateway.chat(ask(url, false, 1)).status()).isEqualTo(502);
          }
          assertThat(provider.requests()).hasSize(4);
        });
  }

  @Test
  void moreThanThereIsRoomForIsRefusedForNow() {
    with(
        200_000,
        Scripts.answers(200, GeminiTargetTest.ANSWER),
        (gateway, provider, url) -> {
          Answer refused = gateway.chat(ask(url, false, 2));
          assertThat(refused.status()).isEqualTo(503);
          assertThat(refused.error("code")).isEqualTo("server_is_overloaded");
          assertThat(refused.header("retry-after")).isEqualTo("1");
          assertThat(provider.requests()).isEmpty();
          assertThat(gateway.meter("sluice_media_fetches_total{result=\"no_room\"")).isOne();
          assertThat(gateway.chat(ask(url, false, 1)).status()).isEqualTo(200);
        });
  }

  @Test
  void aClientThatLeavesGivesItsPartBack() {
    with(
        200_000,
        Scripts.silent(),
        (gateway, provider, url) -> {
          try (RawClient client = gateway.client()) {
            client.chat(ask(url, false, 1));
            await().untilAsserted(() -> assertThat(provider.requests()).hasSize(1));
            client.leave();
          }
          gateway.awaitRest();
          provider.script(Scripts.answers(200, GeminiTargetTest.ANSWER));
          assertThat(gateway.chat(ask(url, false, 1)).status()).isEqualTo(200);
        });
  }
}
