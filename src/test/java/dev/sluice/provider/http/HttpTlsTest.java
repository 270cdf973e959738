package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.config.UpstreamTlsConfig;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import io.vertx.core.Handler;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HttpTlsTest {
  @TempDir static Path folder;
  static Pem house;
  static Pem guest;

  private final Lane lane = new Lane();
  private final List<HttpVersion> versions = new CopyOnWriteArrayList<>();
  private final AtomicInteger resets = new AtomicInteger();
  private final AtomicInteger connections = new AtomicInteger();

  @BeforeAll
  static void certify() {
    house = Pem.make(folder, "house");
    guest = Pem.make(folder, "guest");
  }

  @AfterEach
  void close() {
    lane.close();
  }

  private int serve(HttpServerOptions options, Handler<HttpServerRequest> answer) {
    options
        .setSsl(true)
        .setUseAlpn(true)
        .setKeyCertOptions(
            new PemKeyCertOptions().addCertPath(house.certificate()).addKeyPath(house.key()));
    return Lane.get(
            lane.vertx()
                .createHttpServer(options)
                .connectionHandler(_ -> connections.incrementAndGet())
                .requestHandler(request -> {
                  versions.add(request.version());
                  request.response().exceptionHandler(_ -> resets.incrementAndGet());
                  answer.handle(request);
                })
                .listen(0, "127.0.0.1"))
        .actualPort();
  }

  private Adapter adapter(int port, boolean http2, UpstreamTlsConfig tls) {
    return adapter(port, 4, http2, tls);
  }

  private Adapter adapter(int port, int connections, boolean http2, UpstreamTlsConfig tls) {
    return lane.adapter(vertx ->
        new HttpAdapter(
            vertx,
            Configs.of(
                "https://127.0.0.1:" + port + "/v1",
                false,
                Configs.pool(connections, 4, http2),
                null,
                tls),
            1024));
  }

  private static UpstreamTlsConfig trusting(String authorities) {
    return new UpstreamTlsConfig(true, authorities, null, null);
  }

  @Test
  void trustsTheConfiguredAuthority() {
    int port = serve(new HttpServerOptions(), request -> request.response().end("{}"));

    Performed performed =
        lane.perform(adapter(port, false, trusting(house.certificate())), Attempts.plain());

    assertThat(performed.read().whole()).isEqualTo("{}");
    assertThat(versions).containsExactly(HttpVersion.HTTP_1_1);
  }

  @Test
  void refusesACertificateOfAnotherAuthority() {
    int port = serve(new HttpServerOptions(), request -> request.response().end("{}"));

    Performed performed =
        lane.perform(adapter(port, false, trusting(guest.certificate())), Attempts.plain());

    Failure failure = performed.failure();
    assertThat(failure).isInstanceOf(Failure.Unreachable.class);
    assertThat(failure.message()).contains("TLS");
    assertThat(versions).isEmpty();
  }

  @Test
  void acceptsAnyCertificateWhereToldNotToVerify() {
    int port = serve(new HttpServerOptions(), request -> request.response().end("{}"));

    Performed performed =
        lane.perform(
            adapter(port, false, new UpstreamTlsConfig(false, null, null, null)), Attempts.plain());

    assertThat(performed.read().whole()).isEqualTo("{}");
  }

  @Test
  void showsItsOwnCertificateWhereTheProviderAsksForIt() {
    HttpServerOptions mutual =
        new HttpServerOptions()
            .setClientAuth(ClientAuth.REQUIRED)
            .setTrustOptions(new PemTrustOptions().addCertPath(guest.certificate()));
    int port = serve(mutual, request -> request.response().end("{}"));
    UpstreamTlsConfig shown =
        new UpstreamTlsConfig(true, house.certificate(), guest.certificate(), guest.key());

    assertThat(lane.perform(adapter(port, false, shown), Attempts.plain()).read().whole())
        .isEqualTo("{}");
    assertThat(
            lane.perform(adapter(port, false, trusting(house.certificate())), Attempts.plain())
                .failure())
        .isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void speaksHttp2WhereTheProviderOffersIt() {
    int port = serve(new HttpServerOptions(), request -> request.response().end("{}"));
    Adapter adapter = adapter(port, true, trusting(house.certificate()));

    assertThat(lane.perform(adapter, Attempts.plain()).read().whole()).isEqualTo("{}");
    assertThat(versions).containsExactly(HttpVersion.HTTP_2);
  }

  @Test
  void cancellingAnHttp2AnswerResetsTheStreamAndKeepsTheConnection() {
    int port =
        serve(
            new HttpServerOptions(),
            request -> {
              if (connections.get() + versions.size() == 2) {
                request.response().setChunked(true).write("half");
              } else {
                request.response().end("{}");
              }
            });
    Adapter adapter = adapter(port, 1, true, trusting(house.certificate()));
    Performed first = lane.perform(adapter, Attempts.stream()).read();
    await().until(() -> first.text().equals("half"));

    first.cancel();

    await().until(() -> resets.get() == 1);
    assertThat(lane.perform(adapter, Attempts.plain()).read().whole()).isEqualTo("{}");
    assertThat(connections).hasValue(1);
    assertThat(first.over()).isFalse();
  }

  @Test
  void anHttp2StreamResetByTheProviderIsABreak() {
    int port =
        serve(
            new HttpServerOptions(),
            request ->
                request
                    .response()
                    .setChunked(true)
                    .write("half")
                    .onComplete(_ -> request.response().reset(2)));

    Performed performed =
        lane.perform(adapter(port, true, trusting(house.certificate())), Attempts.stream()).read();

    performed.broken();
    assertThat(performed.text()).isEqualTo("half");
  }

  @Test
  void attemptsCancelledBeforeTheirHttp2StreamLoseNoPlaceOnTheConnection() {
    HttpServerOptions narrow =
        new HttpServerOptions().setInitialSettings(new Http2Settings().setMaxConcurrentStreams(2));
    int port = serve(narrow, request -> request.response().end("{}"));
    Adapter adapter = adapter(port, 1, true, trusting(house.certificate()));

    List<Performed> burst =
        IntStream.range(0, 4)
            .mapToObj(_ -> {
              Performed performed = lane.perform(adapter, Attempts.plain());
              performed.cancel();
              return performed;
            })
            .toList();

    assertThat(burst).allMatch(performed -> performed.replies().size() == 1);
    for (int i = 0; i < 4; i++) {
      assertThat(lane.perform(adapter, Attempts.plain()).read().whole()).isEqualTo("{}");
    }
    assertThat(connections).hasValue(1);
  }
}
