package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.Keeps;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of several parts on their way through the gateway. */
final class UploadTest {
  private static final String TYPE = "content-type: multipart/form-data; boundary=\"a b\"";
  private static final String TEXT =
      "{\"text\":\"Grüße\",\"usage\":{\"type\":\"tokens\","
          + "\"input_tokens\":14,\"output_tokens\":5,\"total_tokens\":19}}";

  private static String field(String name, String value) {
    return "--a b\r\ncontent-disposition: form-data; name=\""
        + name
        + "\"\r\n\r\n"
        + value
        + "\r\n";
  }

  private static String file(String name, String content) {
    return "--a b\r\nContent-Disposition: form-data; name=\""
        + name
        + "\"; filename=\"Grüße; \\\"1\\\".mp3\"\r\ncontent-type: audio/mpeg\r\n\r\n"
        + content
        + "\r\n";
  }

  private static final String END = "--a b--\r\n";

  private static String post(String path, String body, String... headers) {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add(TYPE);
    all.add("content-length: " + body.getBytes(StandardCharsets.UTF_8).length);
    return RawClient.request("POST", path, "", all.toArray(String[]::new)) + body;
  }

  private static Answer send(RunningGateway gateway, String request) {
    try (RawClient client = gateway.client()) {
      return client.send(request).answer();
    }
  }

  private static RunningGateway before(HttpProvider... providers) {
    return before(new Settings(), providers);
  }

  private static RunningGateway before(Settings settings, HttpProvider... providers) {
    for (int i = 0; i < providers.length; i++) {
      settings.target("p" + i, providers[i].port(), "upstream", "up/whisper-größer");
    }
    return new RunningGateway(settings);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/audio/transcriptions",
        "/v1/audio/translations",
        "/v1/images/edits",
        "/v1/images/variations"
      })
  @Keeps("OT-3")
  void onlyTheModelsNameChanges(String path) {
    String before = field("timestamp_granularities[]", "word") + field("include[]", "logprobs");
    String after = field("odd", "\r\n--a\r\n-- b\r") + file("image[]", "\0\r\n--\u00ff");
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(provider)) {
      Answer got =
          send(gateway, post(path, before + field("model", "chat") + after + END, "x-odd: 1"));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body()).isEqualTo(TEXT);
      assertThat(got.header("x-sluice-target")).isEqualTo("p0/chat");
      assertThat(provider.last().uri()).isEqualTo(path);
      assertThat(provider.last().header("content-type")).isEqualTo(TYPE.substring(14));
      assertThat(provider.last().header("authorization"))
          .isEqualTo("Bearer sk-secret-of-the-house");
      assertThat(provider.last().text())
          .isEqualTo(before + field("model", "up/whisper-größer") + after + END);
      assertThat(gateway.meter("sluice_tokens_total{direction=\"in\"")).isEqualTo(14);
    }
  }

  @ParameterizedTest
  @CsvSource({"0, 1000000", "1, 300000", "262144, 3000000"})
  @Keeps("OT-3")
  void aFileMayComeBeforeTheModel(int memory, int size) throws IOException {
    String form = file("file", "x".repeat(size)) + field("model", "chat") + END;
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(new Settings().limits("uploadMemory", memory), provider)) {
      Answer got = send(gateway, post("/v1/audio/transcriptions", form));

      assertThat(got.status()).isEqualTo(200);
      assertThat(provider.last().text()).isEqualTo(form.replace("chat", "up/whisper-größer"));
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  private static List<Path> temporaryFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
      return files.filter(path -> path.toString().endsWith(".upload")).toList();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain; charset=utf-8", "application/x-subrip", "text/vtt"})
  @Keeps("OT-4")
  void aTranscriptOfAnyFormatPassesAsItIs(String type) {
    String vtt = "WEBVTT\r\n\r\n00:00.000 --> 00:01.000\r\nGrüße\r\n";
    try (HttpProvider provider = HttpProvider.answers(200, type, vtt);
        RunningGateway gateway = before(provider)) {
      Answer got =
          send(
              gateway,
              post(
                  "/v1/audio/transcriptions",
                  field("model", "chat")
                      + field("response_format", "vtt")
                      + file("file", "x")
                      + END));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("content-type")).isEqualTo(type);
      assertThat(got.body()).isEqualTo(vtt);
    }
  }

  @Test
  void aFailureIsHealedByTheNextTargetWithTheSameBytes() {
    String form = field("model", "chat") + file("file", "y".repeat(700_000)) + END;
    try (HttpProvider first =
            HttpProvider.early(request -> request.response().setStatusCode(500).end("{}"));
        HttpProvider second = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(first, second)) {
      Answer got = send(gateway, post("/v1/audio/transcriptions", form));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("x-sluice-target")).isEqualTo("p1/chat");
      assertThat(second.last().text()).isEqualTo(form.replace("chat", "up/whisper-größer"));
    }
  }

  @Test
  @Keeps("OT-3")
  void theProviderReadsWhileTheClientStillSends() throws Exception {
    CompletableFuture<HttpServerRequest> reached = new CompletableFuture<>();
    try (HttpProvider provider =
            HttpProvider.early(request -> {
              reached.complete(request);
              request.response().putHeader("content-type", "application/json");
              request.endHandler(_ -> request.response().end(TEXT));
            });
        RunningGateway gateway = before(provider);
        RawClient client = gateway.client()) {
      String head = field("model", "chat") + file("file", "x").strip();
      String rest = "y".repeat(100_000) + "\r\n" + END;
      client.send(
          RawClient.request(
              "POST", "/v1/audio/transcriptions", "", TYPE, "transfer-encoding: chunked"));
      client.send(Scripts.chunk(head).getBytes());

      assertThat(reached.get().getHeader("transfer-encoding")).isEqualTo("chunked");

      client.send(Scripts.chunk(rest).getBytes()).send("0\r\n\r\n");
      assertThat(client.answer().body()).isEqualTo(TEXT);
    }
  }

  @Test
  @Keeps("OT-3")
  void aProviderThatReadsNothingHoldsTheClientBack() throws Exception {
    AtomicLong sent = new AtomicLong();
    int size = 64 << 20;
    CompletableFuture<HttpServerRequest> held = new CompletableFuture<>();
    Settings settings =
        new Settings()
            .limits("uploadMemory", 65_536)
            .timeouts("firstByte", Duration.ofSeconds(6))
            .failover("retries", 0);
    try (HttpProvider provider = HttpProvider.early(request -> held.complete(request.pause()));
        RunningGateway gateway = before(settings, provider);
        RawClient client = gateway.client()) {
      client.send(
          RawClient.request(
              "POST", "/v1/audio/transcriptions", "", TYPE, "content-length: " + size));
      client.send(field("model", "chat") + file("file", "x"));
      Thread sender = Thread.startVirtualThread(() -> flood(client, sent, size));
      await()
          .pollInterval(Duration.ofMillis(300))
          .atMost(Duration.ofSeconds(5))
          .until(new Settled(sent)::settled);

      assertThat(sent.get()).isLessThan(40 << 20);
      client.leave();
      sender.join();
      held.get().resume();
      await()
          .atMost(Duration.ofSeconds(15))
          .until(() -> gateway.meter("sluice_exchanges_in_flight") == 0);
      assertThat(temporaryFiles()).isEmpty();
    }
  }

  private static void flood(RawClient client, AtomicLong sent, int size) {
    byte[] piece = new byte[1 << 16];
    try {
      while (sent.get() < size) {
        client.send(piece);
        sent.addAndGet(piece.length);
      }
    } catch (RuntimeException e) {
      // The test has left.
    }
  }

  private static final class Settled {
    private final AtomicLong number;
    private long before = -1;

    Settled(AtomicLong number) {
      this.number = number;
    }

    boolean settled() {
      long now = number.get();
      boolean same = now == before && now > 0;
      before = now;
      return same;
    }
  }

  @Test
  void eventsOfATranscriptPass() {
    String events =
        "data: {\"type\":\"transcript.text.delta\",\"delta\":\"Grü\"}\n\n"
            + "event: odd\r\ndata: {\"type\":\"transcript.text.done\",\"text\":\"Grüße\","
            + "\"usage\":{\"type\":\"tokens\",\"input_tokens\":3,\"output_tokens\":2}}\r\n\r\n";
    try (HttpProvider provider = HttpProvider.answers(200, "text/event-stream", events);
        RunningGateway gateway = before(provider)) {
      String form = file("file", "x") + field("stream", "true") + field("model", "chat") + END;
      Answer got = send(gateway, post("/v1/audio/transcriptions", form));

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.header("content-type")).startsWith("text/event-stream");
      assertThat(got.body()).isEqualTo(events);
      assertThat(gateway.meter("sluice_tokens_total{direction=\"out\"")).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/audio/speech|{\"model\":\"chat\",\"input\":\"a\",\"stream_format\":\"sse\"}"
            + "|speech.audio.done",
        "/v1/images/generations|{\"model\":\"chat\",\"prompt\":\"a\",\"stream\":true,"
            + "\"partial_images\":1}|image_generation.completed",
        "/v1/images/edits|{\"model\":\"chat\",\"prompt\":\"a\",\"stream\":true,\"images\":"
            + "[{\"image_url\":\"data:image/png;base64,AA==\"}]}|image_edit.completed",
      })
  void eventsOfSpeechAndPicturesPass(String path, String body, String last) {
    String events =
        "event: x.delta\ndata: {\"type\":\"x.delta\",\"b64_json\":\"AAAA\"}\n\n"
            + "event: "
            + last
            + "\ndata: {\"type\":\""
            + last
            + "\"}\n\n";
    try (HttpProvider provider = HttpProvider.answers(200, "text/event-stream", events);
        RunningGateway gateway = before(provider);
        RawClient client = gateway.client()) {
      Answer got = client.send(RawClient.request("POST", path, body)).answer();

      assertThat(got.status()).isEqualTo(200);
      assertThat(got.body()).isEqualTo(events);
      assertThat(provider.last().text()).isEqualTo(body.replace("chat", "up/whisper-größer"));
    }
  }

  @Test
  void anEventStreamWithoutItsEndIsNotWhole() {
    String events = "data: {\"type\":\"speech.audio.delta\",\"audio\":\"AA==\"}\n\n";
    try (HttpProvider provider = HttpProvider.answers(200, "text/event-stream", events);
        RunningGateway gateway = before(provider);
        RawClient client = gateway.client()) {
      String body = "{\"model\":\"chat\",\"input\":\"a\",\"stream_format\":\"sse\"}";
      Answer got = client.send(RawClient.request("POST", "/v1/audio/speech", body)).answer();

      assertThat(got.body()).startsWith(events).contains("\"error\"");
    }
  }

  @Test
  void aFormThatIsTooLargeIsRefused() {
    Settings settings = new Settings().limits("upload", 2000);
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(settings, provider)) {
      String form = file("file", "x".repeat(2000)) + field("model", "chat") + END;
      Answer announced = send(gateway, post("/v1/audio/transcriptions", form));
      String chunked =
          RawClient.request(
                  "POST", "/v1/audio/transcriptions", "", TYPE, "transfer-encoding: chunked")
              + Scripts.chunk(form)
              + "0\r\n\r\n";
      Answer unannounced = send(gateway, chunked);

      assertThat(announced.status()).isEqualTo(413);
      assertThat(unannounced.status()).isEqualTo(413);
      assertThat(unannounced.error("message")).contains("limits.upload");
      assertThat(provider.requests()).isEmpty();
    }
  }

  @Test
  void aDiskThatIsTakenIsNoFaultOfTheClient() {
    Settings settings = new Settings().limits("uploadMemory", 10, "uploadDisk", 1000);
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(settings, provider)) {
      String form = file("file", "x".repeat(2000)) + field("model", "chat") + END;
      Answer got = send(gateway, post("/v1/audio/transcriptions", form));

      assertThat(got.status()).isEqualTo(503);
      assertThat(got.header("retry-after")).isNotNull();
    }
  }

  @Test
  void aFormThatDoesNotGoOnIsEnded() {
    Settings settings = new Settings().limits("bodyTime", Duration.ofMillis(200));
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(settings, provider);
        RawClient client = gateway.client()) {
      client.send(
          RawClient.request("POST", "/v1/audio/transcriptions", "", TYPE, "content-length: 5000"));
      client.send(field("model", "chat") + file("file", "x"));

      assertThat(client.answer().status()).isEqualTo(408);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no model|model|missing_required_parameter",
        "two models|model|duplicate_parameter",
        "no end||invalid_form",
        "stream odd|stream|invalid_value",
      })
  void aFaultIsNamed(String what, String field, String code) {
    String form =
        switch (what) {
          case "no model" -> file("file", "x") + END;
          case "two models" -> field("model", "a") + field("model", "b") + END;
          case "stream odd" -> field("stream", "maybe") + END;
          default -> file("file", "x") + field("model", "chat");
        };
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", TEXT);
        RunningGateway gateway = before(provider)) {
      Answer got = send(gateway, post("/v1/audio/transcriptions", form));

      assertThat(got.status()).isEqualTo(400);
      assertThat(got.error("param")).isEqualTo(field);
      assertThat(got.error("code")).isEqualTo(code);
      assertThat(gateway.meter("sluice_exchanges_total{endpoint=\"transcriptions\"")).isEqualTo(1);
    }
  }
}
