package dev.sluice.provider.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpAnswerTest {
  private static final String CHUNKED = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  private ScriptedProvider provider(ScriptedProvider.Script script) {
    return new ScriptedProvider(lane.vertx(), script);
  }

  private Performed stream(ScriptedProvider provider) {
    Adapter adapter =
        lane.adapter(vertx -> new HttpAdapter(vertx, Configs.plain(provider.port()), 1024));
    return lane.perform(adapter, Attempts.stream());
  }

  @Test
  void passesStatusHeadersAndBytes() {
    ScriptedProvider provider =
        provider((socket, _) ->
            socket.write(ScriptedProvider.answer(201, "x-request-id: up-1\r\n", "{\"é\":1}")));

    Performed performed = stream(provider).read();

    assertThat(performed.whole()).isEqualTo("{\"é\":1}");
    assertThat(performed.answered().status()).isEqualTo(201);
    assertThat(performed.answered().headers().get("x-request-id")).isEqualTo("up-1");
  }

  @Test
  void passesEventsOnAsTheyCome() {
    NetSocket[] open = new NetSocket[1];
    ScriptedProvider provider =
        provider((socket, _) -> {
          open[0] = socket;
          socket.write(CHUNKED + "9\r\ndata: 1\n\n\r\n");
        });
    Performed performed = stream(provider).read();
    await().until(() -> performed.text().equals("data: 1\n\n"));

    open[0].write("9\r\ndata: 2\n\n\r\n0\r\n\r\n");

    assertThat(performed.whole()).isEqualTo("data: 1\n\ndata: 2\n\n");
  }

  @Test
  void aReaderThatPausesStopsTheProvider() {
    Buffer block = Buffer.buffer(new byte[64 * 1024]);
    AtomicLong written = new AtomicLong();
    ScriptedProvider provider =
        provider((socket, _) -> {
          socket.write("HTTP/1.1 200 OK\r\ncontent-length: 209715200\r\n\r\n");
          pour(socket, block, written, 209_715_200);
        });
    Performed performed = stream(provider).listen();

    await().until(() -> settled(written));

    assertThat(written.get()).isLessThan(64 * 1024 * 1024);
    assertThat(performed.chunks()).isEmpty();
    performed.cancel();
    await().until(() -> provider.closed() == 1);
  }

  @Test
  void aReaderThatResumesGetsAllOfIt() {
    Buffer block = Buffer.buffer("x".repeat(64 * 1024));
    ScriptedProvider provider =
        provider((socket, _) -> {
          socket.write("HTTP/1.1 200 OK\r\ncontent-length: 6553600\r\n\r\n");
          pour(socket, block, new AtomicLong(), 6_553_600);
        });
    Performed performed = stream(provider).listen();
    performed.fetch(2);
    await().until(() -> performed.chunks().size() == 2);
    performed.resume();

    assertThat(performed.whole()).hasSize(6_553_600);
  }

  private static void pour(NetSocket socket, Buffer block, AtomicLong written, long total) {
    while (written.get() < total) {
      if (socket.writeQueueFull()) {
        socket.drainHandler(_ -> pour(socket, block, written, total));
        return;
      }
      written.addAndGet(block.length());
      socket.write(block);
    }
  }

  private static boolean settled(AtomicLong written) {
    long before = written.get();
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    return before > 0 && written.get() == before;
  }

  @Test
  void inflatesACompressedAnswerThatNobodyAskedFor() {
    byte[] packed = gzip("{\"choices\":[]}");
    ScriptedProvider provider =
        provider((socket, _) ->
            socket.write(
                Buffer.buffer(
                        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: "
                            + packed.length
                            + "\r\n\r\n")
                    .appendBytes(packed)));

    Performed performed = stream(provider).read();

    assertThat(performed.whole()).isEqualTo("{\"choices\":[]}");
    assertThat(performed.answered().headers().get("content-encoding")).isNull();
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return out.toByteArray();
  }

  @Test
  void compressedRubbishIsABreak() {
    ScriptedProvider provider =
        provider((socket, _) ->
            socket.write(
                ScriptedProvider.answer(200, "content-encoding: gzip\r\n", "no gzip at all")));

    stream(provider).read().broken();
  }

  @Test
  void aShortBodyIsABreakAfterItsBytes() {
    ScriptedProvider provider =
        provider((socket, _) ->
            socket.end(Buffer.buffer("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf")));

    Performed performed = stream(provider).read();

    performed.broken();
    assertThat(performed.text()).isEqualTo("half");
  }

  @Test
  void anOpenChunkedBodyIsABreakAfterItsBytes() {
    ScriptedProvider provider =
        provider((socket, _) -> socket.end(Buffer.buffer(CHUNKED + "4\r\nhalf\r\n")));

    Performed performed = stream(provider).read();

    performed.broken();
    assertThat(performed.text()).isEqualTo("half");
  }

  @Test
  void aBreakBeforeAnybodyListensIsNotLost() {
    ScriptedProvider provider =
        provider((socket, _) -> socket.end(Buffer.buffer(CHUNKED + "4\r\nhalf\r\n")));
    Performed performed = stream(provider);
    assertThat(performed.answered().status()).isEqualTo(200);
    await().until(() -> provider.closed() == 1);

    performed.listen();
    assertThat(performed.over()).isFalse();
    performed.resume();

    performed.broken();
    assertThat(performed.text()).isEqualTo("half");
  }

  @Test
  void aBreakWaitsForTheBytesBeforeIt() {
    ScriptedProvider provider =
        provider(
            (socket, _) -> socket.end(Buffer.buffer(CHUNKED + "1\r\na\r\n1\r\nb\r\n1\r\nc\r\n")));
    Performed performed = stream(provider).listen();
    await().until(() -> provider.closed() == 1);

    performed.fetch(1);
    await().until(() -> performed.text().equals("a"));
    performed.fetch(1);
    await().until(() -> performed.text().equals("ab"));
    assertThat(performed.over()).isFalse();
    performed.resume();

    performed.broken();
    assertThat(performed.text()).isEqualTo("abc");
  }

  @Test
  void aBodyWithoutAnyFramingEndsWithItsConnection() {
    ScriptedProvider provider =
        provider((socket, _) -> socket.end(Buffer.buffer("HTTP/1.0 200 OK\r\n\r\nall of it")));

    assertThat(stream(provider).read().whole()).isEqualTo("all of it");
  }

  @Test
  void anAnswerOfAnyTypeIsPassedOn() {
    ScriptedProvider provider =
        provider((socket, _) ->
            socket.write(ScriptedProvider.answer(200, "content-type: text/html\r\n", "<html>")));

    assertThat(stream(provider).read().whole()).isEqualTo("<html>");
  }
}
