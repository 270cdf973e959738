package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.internal.VertxInternal;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/**
 * For how long a request of 20 MB keeps its event loop from looking at others, in processor time:
 * that of the clock would be the machine's as well.
 */
final class LongBodyCostTest {
  private static final int LENGTH = 20_000_000;
  private static final int WARMING = 15;
  private static final int MEASURED = 30;
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

  @Test
  void itsEventLoopServesOthersMeanwhile() {
    String request =
        """
        {"model":"chat","messages":[{"role":"user","content":[{"type":"image_url","image_url":\
        {"url":"data:image/png;base64,%s"}}]}]}\
        """
            .formatted("A".repeat(LENGTH));
    Vertx vertx = Vertx.vertx();
    HttpServer provider = provider(vertx);
    try (RunningGateway gateway =
        new RunningGateway(
            new Settings()
                .target("first", provider.actualPort())
                .limits("body", 2 * LENGTH, "memory", 4 * LENGTH)
                .server("lanes", 1))) {
      watch(gateway.vertx());
      for (int i = 0; i < WARMING + MEASURED; i++) {
        if (i == WARMING) {
          nanos.clear();
        }
        assertThat(gateway.chat(request).status()).isEqualTo(200);
      }
    } finally {
      vertx.close().await();
    }
    double[] millis = nanos.stream().mapToDouble(each -> each / 1e6).sorted().toArray();
    double tail = millis[millis.length * 999 / 1000];
    System.out.printf(
        "20 MB: event loop busy for %.1f ms at the 99th percentile, %.1f at the 99.9th, at most %.1f%n",
        millis[millis.length * 99 / 100], tail, millis[millis.length - 1]);
    assertThat(tail).isLessThan(10);
  }

  private static HttpServer provider(Vertx vertx) {
    return vertx
        .createHttpServer()
        .requestHandler(asked -> {
          asked.handler(_ -> {});
          asked.endHandler(_ ->
              asked
                  .response()
                  .putHeader("content-type", "application/json")
                  .end(Buffer.buffer(Scripts.ANSWER)));
        })
        .listen(0, "127.0.0.1")
        .await();
  }

  /** Notes each millisecond what the event loop has worked since the last one. */
  private void watch(Vertx vertx) {
    ((VertxInternal) vertx)
        .nettyEventLoopGroup()
        .forEach(loop -> {
          AtomicLong last = new AtomicLong(-1);
          var _ =
              loop.scheduleAtFixedRate(
                  () -> {
                    long now = THREADS.getCurrentThreadCpuTime();
                    long before = last.getAndSet(now);
                    if (before >= 0) {
                      nanos.add(now - before);
                    }
                  },
                  1,
                  1,
                  TimeUnit.MILLISECONDS);
        });
  }
}
