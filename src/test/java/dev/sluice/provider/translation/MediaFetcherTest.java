package dev.sluice.provider.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.MediaConfig;
import dev.sluice.provider.Lane;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files fetched from hosts on loopback, which are allowed by name. */
final class MediaFetcherTest {
  private static final byte[] PNG = {
    (byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 1, 2, 3, 4
  };

  private final Lane lane = new Lane();
  private final MediaMeters meters = new MediaMeters();
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @AfterEach
  void close() {
    lane.close();
  }

  private final Held room = new Held();
  private final AtomicLong held = new AtomicLong();

  /** Counts what is held. */
  private static final class Held implements Room {
    private volatile long limit = Long.MAX_VALUE;
    private final AtomicLong held = new AtomicLong();

    @Override
    public boolean take(int bytes) {
      if (held.get() + bytes > limit) {
        return false;
      }
      held.addAndGet(bytes);
      return true;
    }

    @Override
    public void give(long bytes) {
      held.addAndGet(-bytes);
    }
  }

  private int serves(Handler<HttpServerRequest> handler) {
    HttpServer server =
        Lane.get(
            lane.vertx()
                .createHttpServer()
                .requestHandler(request -> {
                  asked.add(request.getHeader("host") + request.path());
                  handler.handle(request);
                })
                .listen(0, "127.0.0.1"));
    return server.actualPort();
  }

  private static MediaConfig config(int most, int total, Duration timeout) {
    return new MediaConfig(
        true, most, total, 5, timeout, List.of(), List.of("denied.test"), List.of("inside.test"));
  }

  private static MediaConfig usual() {
    return config(100, 150, Duration.ofSeconds(10));
  }

  /** All names stand for loopback but one that stands for a public address. */
  private static Future<List<InetAddress>> names(String host) {
    try {
      return Future.succeededFuture(
          List.of(InetAddress.getByName(host.endsWith(".test") ? "127.0.0.1" : host)));
    } catch (UnknownHostException e) {
      return Future.failedFuture(e);
    }
  }

  private Object fetched(MediaConfig config, String... urls) {
    CompletableFuture<Object> end = new CompletableFuture<>();
    lane.run(() -> {
      MediaFetch _ = fetch(config, end, urls);
    });
    try {
      return end.get(10, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError("nothing came", e);
    }
  }

  private MediaFetch fetch(MediaConfig config, CompletableFuture<Object> end, String... urls) {
    MediaFetcher fetcher =
        new MediaFetcher(
            lane.vertx(), new Fetching(config, meters, _ -> room), MediaFetcherTest::names);
    Set<String> all = new LinkedHashSet<>(List.of(urls));
    return fetcher.fetch(
        all,
        new MediaFetch.Waiter() {
          @Override
          public void fetched(Map<String, Media> all, Share share) {
            held.set(room.held.get());
            share.release();
            share.release();
            end.complete(all);
          }

          @Override
          public void crowded() {
            end.complete("crowded");
          }

          @Override
          public void failed(String url, String reason) {
            end.complete(url + ": " + reason);
          }
        });
  }

  private double count(String result) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    meters.bindTo(registry);
    return registry.get("sluice.media.fetches").tag("result", result).functionCounter().count();
  }

  private static void png(HttpServerRequest request) {
    Future<Void> _ =
        request.response().putHeader("content-type", "text/plain").end(Buffer.buffer(PNG));
  }

  @Test
  void whatItIsIsToldByItsBytes() {
    int port = serves(MediaFetcherTest::png);
    String url = "http://inside.test:" + port + "/a?b=c";
    Object all = fetched(usual(), url);
    assertThat(all).isEqualTo(Map.of(url, new Media("image/png", Buffer.buffer(PNG))));
    assertThat(asked).containsExactly("inside.test:" + port + "/a");
    assertThat(count("fetched")).isEqualTo(1);
  }

  @Test
  void whatIsHeldIsCountedAndGivenBackOnce() {
    int port = serves(MediaFetcherTest::png);
    String base = "http://inside.test:" + port;
    assertThat((Map<?, ?>) fetched(usual(), base + "/1", base + "/2")).hasSize(2);
    assertThat(held.get()).isEqualTo(2L * PNG.length);
    assertThat(room.held.get()).isZero();
  }

  @Test
  void whatHasNoRoomIsGivenUpWithAllThatWasHeld() {
    room.limit = 2L * PNG.length - 1;
    int port = serves(MediaFetcherTest::png);
    String base = "http://inside.test:" + port;
    assertThat(fetched(usual(), base + "/1", base + "/2")).isEqualTo("crowded");
    assertThat(room.held.get()).isZero();
    assertThat(count("no_room")).isEqualTo(1);
  }

  @Test
  void severalAreFetchedTogether() {
    int port = serves(MediaFetcherTest::png);
    String base = "http://inside.test:" + port;
    Object all = fetched(usual(), base + "/1", base + "/2", base + "/3", base + "/4", base + "/5");
    assertThat((Map<?, ?>) all).hasSize(5);
  }

  @Test
  void hostsInPrivateNetworksAreNotAsked() {
    int port = serves(MediaFetcherTest::png);
    for (String host : List.of("outside.test", "127.0.0.1", "[::1]", "denied.test")) {
      String url = "http://" + host + ":" + port + "/";
      assertThat(fetched(usual(), url).toString()).contains(url, "host");
    }
    assertThat(fetched(usual(), "http://user:pw@inside.test:" + port + "/").toString())
        .contains("no address");
    assertThat(fetched(usual(), "ftp://inside.test/").toString()).contains("no address");
    assertThat(asked).isEmpty();
    assertThat(count("refused")).isEqualTo(6);
  }

  @Test
  void redirectsAreCheckedEachByItself() {
    int port =
        serves(request -> {
          String to =
              switch (String.valueOf(request.path())) {
                case "/inside" -> "/end";
                case "/outside" -> "http://169.254.169.254/latest/meta-data";
                case "/round" -> "/round";
                default -> "";
              };
          if (to.isEmpty()) {
            png(request);
          } else {
            Future<Void> _ = request.response().setStatusCode(302).putHeader("location", to).end();
          }
        });
    String base = "http://inside.test:" + port;
    assertThat(fetched(usual(), base + "/inside")).isInstanceOf(Map.class);
    assertThat(fetched(usual(), base + "/outside").toString()).contains("not public");
    assertThat(fetched(usual(), base + "/round").toString()).contains("redirects too often");
    assertThat(asked).filteredOn(path -> path.endsWith("/round")).hasSize(4);
  }

  @Test
  void whatIsTooLargeIsNotTaken() {
    int port =
        serves(request -> {
          boolean told = "/told".equals(request.path());
          Buffer body = Buffer.buffer(PNG).appendBytes(new byte[told ? 200 : 80]);
          Future<Void> _ =
              String.valueOf(request.path()).equals("/untold")
                  ? request.response().setChunked(true).end(body.appendBytes(new byte[200]))
                  : request.response().end(body);
        });
    String base = "http://inside.test:" + port;
    assertThat(fetched(usual(), base + "/told").toString()).contains("larger than 100 bytes");
    assertThat(fetched(usual(), base + "/untold").toString()).contains("larger than 100 bytes");
    assertThat(fetched(usual(), base + "/a", base + "/b").toString())
        .contains("150 bytes together");
    assertThat(count("too_large")).isEqualTo(3);
  }

  @Test
  void whatCannotBePassedOnIsRefused() {
    int port =
        serves(request -> {
          Future<Void> _ =
              "/text".equals(request.path())
                  ? request.response().putHeader("content-type", "Text/Markdown; x=y").end("# A")
                  : "/gone".equals(request.path())
                      ? request.response().setStatusCode(404).end("no")
                      : request.response().putHeader("content-type", "image/png").end("BM");
        });
    String base = "http://inside.test:" + port;
    assertThat(fetched(usual(), base + "/bmp").toString()).contains("no JPEG");
    assertThat(fetched(usual(), base + "/gone").toString()).contains("status 404");
    assertThat(fetched(usual(), base + "/text"))
        .isEqualTo(Map.of(base + "/text", new Media("text/markdown", Buffer.buffer("# A"))));
    assertThat(fetched(usual(), "http://nowhere.invalid/").toString()).contains("not known");
    String many = base + "/";
    assertThat(
            fetched(usual(), many + 1, many + 2, many + 3, many + 4, many + 5, many + 6).toString())
        .contains("5 addresses at most");
  }

  @Test
  void aSilentHostIsLate() {
    int port = serves(_ -> {});
    MediaConfig impatient = config(100, 150, Duration.ofMillis(50));
    assertThat(fetched(impatient, "http://inside.test:" + port + "/").toString())
        .contains("too long");
    assertThat(count("late")).isEqualTo(1);
  }

  @Test
  void whatIsGivenUpTellsNobody() throws Exception {
    CompletableFuture<String> came = new CompletableFuture<>();
    CompletableFuture<String> left = new CompletableFuture<>();
    int port =
        serves(request -> {
          request.connection().closeHandler(_ -> left.complete("left"));
          came.complete("came");
        });
    CompletableFuture<Object> end = new CompletableFuture<>();
    MediaFetch fetch = lane.call(() -> fetch(usual(), end, "http://inside.test:" + port + "/"));
    assertThat(came.get(10, TimeUnit.SECONDS)).isEqualTo("came");
    assertThat(lane.call(fetch::cancel)).isTrue();
    assertThat(lane.call(fetch::cancel)).isFalse();
    assertThat(left.get(10, TimeUnit.SECONDS)).isEqualTo("left");
    assertThat(end).isNotDone();
    assertThat(count("cancelled")).isEqualTo(1);
  }
}
