package dev.sluice.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.Attempt;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import dev.sluice.provider.http.ScriptedProvider.Asked;
import java.net.URI;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpRequestTest {
  private final Lane lane = new Lane();
  private final ScriptedProvider provider =
      new ScriptedProvider(
          lane.vertx(), (socket, _) -> socket.write(ScriptedProvider.answer(200, "", "{}")));

  @AfterEach
  void close() {
    lane.close();
  }

  private Asked ask(ConnectionConfig config, Attempt attempt) {
    Adapter adapter = lane.adapter(vertx -> new HttpAdapter(vertx, config, 1024));
    lane.perform(adapter, attempt).read().whole();
    return provider.asked().getLast();
  }

  @Test
  void sendsTheBodyUnchangedToTheChatPathBelowTheBase() {
    Asked asked = ask(Configs.plain(provider.port()), Attempts.plain());

    assertThat(asked.head()).startsWith("POST /v1/chat/completions HTTP/1.1\r\n");
    assertThat(asked.body().toString()).isEqualTo(Attempts.PLAIN);
    assertThat(asked.header("content-length")).isEqualTo("" + asked.body().length());
    assertThat(asked.header("content-type")).isEqualTo("application/json");
    assertThat(asked.header("host")).isEqualTo("127.0.0.1:" + provider.port());
  }

  @Test
  void sendsCredentialsAccountAndConfiguredHeaders() {
    Asked asked = ask(Configs.plain(provider.port()), Attempts.authorised("Bearer client"));

    assertThat(asked.header("authorization")).isEqualTo("Bearer sk-house");
    assertThat(asked.header("openai-organization")).isEqualTo("org-1");
    assertThat(asked.header("openai-project")).isEqualTo("proj-1");
    assertThat(asked.header("x-region")).isEqualTo("eu");
    assertThat(asked.header("x-request-id")).isEqualTo("req-1");
    assertThat(asked.header("user-agent")).startsWith("sluice/");
  }

  @Test
  void asksForEventsOnlyWhenStreamingAndNeverForCompression() {
    Asked plain = ask(Configs.plain(provider.port()), Attempts.plain());
    Asked stream = ask(Configs.plain(provider.port()), Attempts.stream());

    assertThat(plain.header("accept")).isEqualTo("application/json");
    assertThat(stream.header("accept")).isEqualTo("text/event-stream");
    assertThat(plain.header("accept-encoding")).isEqualTo("identity");
  }

  @Test
  void forwardsTheClientsAuthorizationWhereConfigured() {
    ConnectionConfig forwarding =
        Configs.of(
            "http://127.0.0.1:" + provider.port(),
            true,
            Configs.pool(1, 1, false),
            null,
            Configs.TRUSTING);

    assertThat(ask(forwarding, Attempts.authorised("Bearer client")).header("authorization"))
        .isEqualTo("Bearer client");
    assertThat(ask(forwarding, Attempts.plain()).header("authorization"))
        .isEqualTo("Bearer sk-house");
    assertThat(provider.asked().getLast().head()).startsWith("POST /chat/completions HTTP/1.1");
  }

  @Test
  void goesThroughAnHttpProxyWithItsCredentials() {
    ConnectionConfig proxied =
        Configs.of(
            "http://provider.invalid/v1",
            false,
            Configs.pool(1, 1, false),
            URI.create("http://user:pa%3Ass@127.0.0.1:" + provider.port()),
            Configs.TRUSTING);

    Asked asked = ask(proxied, Attempts.plain());

    assertThat(asked.head())
        .startsWith("POST http://provider.invalid/v1/chat/completions HTTP/1.1");
    assertThat(asked.header("host")).isEqualTo("provider.invalid");
    assertThat(asked.header("proxy-authorization"))
        .isEqualTo("Basic " + Base64.getEncoder().encodeToString("user:pa:ss".getBytes(UTF_8)));
  }

  @Test
  void keepsAConnectionForTheNextAttempt() {
    ConnectionConfig config = Configs.plain(provider.port());
    Adapter adapter = lane.adapter(vertx -> new HttpAdapter(vertx, config, 1024));

    lane.perform(adapter, Attempts.plain()).read().whole();
    lane.perform(adapter, Attempts.plain()).read().whole();

    assertThat(provider.asked()).hasSize(2);
    assertThat(provider.opened()).isOne();
  }

  @Test
  void aHeaderThatWouldSplitTheRequestIsNotSent() {
    ConnectionConfig forwarding =
        Configs.of(
            "http://127.0.0.1:" + provider.port(),
            true,
            Configs.pool(1, 0, false),
            null,
            Configs.TRUSTING);
    Adapter adapter = lane.adapter(vertx -> new HttpAdapter(vertx, forwarding, 1024));

    Performed split = lane.perform(adapter, Attempts.authorised("Bearer a\r\nx-evil: 1"));

    assertThat(split.failure()).isInstanceOf(Failure.Internal.class);
    lane.perform(adapter, Attempts.plain()).read().whole();
    assertThat(provider.asked()).hasSize(1);
  }

  @Test
  void anAdapterThatWasClosedFailsItsAttempts() {
    ConnectionConfig config = Configs.plain(provider.port());
    Adapter adapter = lane.adapter(vertx -> new HttpAdapter(vertx, config, 1024));
    Lane.get(lane.call(adapter::close));

    assertThat(lane.perform(adapter, Attempts.plain()).failure())
        .isInstanceOf(Failure.Unreachable.class);
  }
}
