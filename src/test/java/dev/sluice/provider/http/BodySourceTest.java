package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.Upload;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class BodySourceTest {
  private final Vertx vertx = Vertx.vertx();
  private final Buffer body = Buffer.buffer(random(3_000_001));

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private static byte[] random(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  /** What a reader on the event loop got. */
  private static final class Reader {
    private final Buffer all = Buffer.buffer();
    private final List<Integer> turns = new ArrayList<>();
    private volatile boolean ended;
  }

  private Reader read(int pauseEvery) {
    Reader reader = new Reader();
    vertx.runOnContext(_ -> {
      Upload.Source source = new BodySource(vertx, body);
      int[] turn = {0, 0};
      long ticker = vertx.setPeriodic(1, _ -> turn[0]++);
      source.endHandler(_ -> {
        vertx.cancelTimer(ticker);
        reader.ended = true;
      });
      source.handler(slice -> {
        reader.all.appendBuffer(slice);
        reader.turns.add(slice.length());
        if (pauseEvery > 0 && ++turn[1] % pauseEvery == 0) {
          source.pause();
          vertx.runOnContext(_ -> source.resume());
        }
      });
      source.resume();
    });
    await().until(() -> reader.ended);
    return reader;
  }

  @Test
  void allOfItIsReadInSlices() {
    for (int pauseEvery : new int[] {0, 1, 3}) {
      Reader reader = read(pauseEvery);
      assertThat(reader.all.equals(body)).isTrue();
      assertThat(reader.turns).hasSize(46).allMatch(length -> length <= 64 * 1024);
    }
  }

  @Test
  void othersHaveTheirTurnBetweenSlices() {
    List<String> order = new ArrayList<>();
    vertx.runOnContext(_ -> {
      Upload.Source source = new BodySource(vertx, body);
      source.handler(_ -> order.add("slice")).endHandler(_ -> order.add("end"));
      vertx.setTimer(1, _ -> order.add("other"));
      source.resume();
    });
    await().until(() -> order.contains("end"));

    assertThat(order.indexOf("other")).isLessThan(order.lastIndexOf("slice") - 20);
  }

  @Test
  void whoClosesIsToldNoMore() {
    List<String> order = new ArrayList<>();
    vertx.runOnContext(_ -> {
      Upload.Source source = new BodySource(vertx, body);
      source
          .handler(_ -> {
            order.add("slice");
            source.close();
          })
          .endHandler(_ -> order.add("end"));
      source.resume();
      vertx.setTimer(5, _ -> order.add("over"));
    });
    await().until(() -> order.contains("over"));

    assertThat(order).containsExactly("slice", "over");
  }
}
