package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.AudioResponseFormat;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionStreamEvent;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.batches.Batch;
import com.openai.models.batches.BatchCreateParams;
import com.openai.models.files.FileCreateParams;
import com.openai.models.files.FileObject;
import com.openai.models.files.FilePurpose;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import dev.sluice.Keeps;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** Sound, pictures, files and batches, asked for by OpenAI's own client for Java. */
final class OpenAiMediaTest {
  private static final byte[] SOUND =
      "RIFF\r\n--not a boundary\r\n\0".repeat(4000).getBytes(StandardCharsets.UTF_8);

  private interface Asked {
    void of(OpenAIClient client, HttpProvider provider) throws Exception;
  }

  private static void with(BiConsumer<HttpProvider.Seen, HttpServerResponse> script, Asked asked)
      throws Exception {
    try (HttpProvider provider = new HttpProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("first", provider.port(), "upstream", "up/model")
                    .passing("files", "first"))) {
      OpenAIClient client =
          OpenAIOkHttpClient.builder()
              .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
              .apiKey("of-the-client")
              .maxRetries(0)
              .timeout(Duration.ofSeconds(10))
              .build();
      try {
        asked.of(client, provider);
      } finally {
        client.close();
      }
    }
  }

  private static BiConsumer<HttpProvider.Seen, HttpServerResponse> says(String type, String body) {
    return (_, response) -> response.putHeader("content-type", type).end(body);
  }

  private static MultipartField<InputStream> file(String name, byte[] content) {
    return MultipartField.<InputStream>builder()
        .value(new ByteArrayInputStream(content))
        .filename(name)
        .build();
  }

  private static TranscriptionCreateParams.Builder sound() {
    return TranscriptionCreateParams.builder().model("chat").file(file("Größe.wav", SOUND));
  }

  @Test
  @Keeps("OT-3")
  void aRecordingIsWrittenDown() throws Exception {
    with(
        says("application/json", "{\"text\":\"Grüße\"}"),
        (client, provider) -> {
          var params =
              sound()
                  .addTimestampGranularity(TranscriptionCreateParams.TimestampGranularity.WORD)
                  .build();
          var answer = client.audio().transcriptions().create(params);

          assertThat(answer.asTranscription().text()).isEqualTo("Grüße");
          String form = provider.last().body().toString(StandardCharsets.UTF_8);
          assertThat(form)
              .contains("up/model", "Größe.wav", "timestamp_granularities[]")
              .contains(new String(SOUND, StandardCharsets.UTF_8));
          assertThat(provider.last().header("authorization"))
              .isEqualTo("Bearer sk-secret-of-the-house");
        });
  }

  @Test
  @Keeps("OT-4")
  void subtitlesComeAsTheyAre() throws Exception {
    String srt = "1\r\n00:00:00,000 --> 00:00:01,000\r\nGrüße\r\n";
    with(
        says("text/plain; charset=utf-8", srt),
        (client, _) -> {
          var params = sound().responseFormat(AudioResponseFormat.SRT).build();
          try (HttpResponse answer =
              client.audio().transcriptions().withRawResponse().create(params)) {
            assertThat(answer.headers().values("content-type"))
                .containsExactly("text/plain; charset=utf-8");
            assertThat(read(answer)).isEqualTo(srt);
          }
        });
  }

  private static String read(HttpResponse answer) throws IOException {
    return new String(answer.body().readAllBytes(), StandardCharsets.UTF_8);
  }

  @Test
  void aTranscriptIsStreamed() throws Exception {
    String events =
        Scripts.events(
            "{\"type\":\"transcript.text.delta\",\"delta\":\"Grü\"}",
            "{\"type\":\"transcript.text.done\",\"text\":\"Grüße\"}");
    with(
        says("text/event-stream", events),
        (client, _) -> {
          try (StreamResponse<TranscriptionStreamEvent> stream =
              client.audio().transcriptions().createStreaming(sound().build())) {
            List<TranscriptionStreamEvent> all = stream.stream().toList();
            assertThat(all).hasSize(2);
            assertThat(all.getLast().asTranscriptTextDone().text()).isEqualTo("Grüße");
          }
        });
  }

  @Test
  @SuppressWarnings("deprecation") // The client calls it old; providers serve it nevertheless.
  void aRecordingIsTranslated() throws Exception {
    with(
        says("application/json", "{\"text\":\"Greetings\"}"),
        (client, provider) -> {
          var params =
              TranslationCreateParams.builder().model("chat").file(file("a.wav", SOUND)).build();
          assertThat(client.audio().translations().create(params).asTranslation().text())
              .isEqualTo("Greetings");
          assertThat(provider.last().uri()).isEqualTo("/v1/audio/translations");
        });
  }

  @Test
  @Keeps("OT-3")
  void picturesAreEdited() throws Exception {
    with(
        says(
            "application/json",
            "{\"created\":1,\"data\":[{\"b64_json\":\"AAAA\"}],\"usage\":{\"input_tokens\":1,"
                + "\"output_tokens\":2,\"total_tokens\":3,"
                + "\"input_tokens_details\":{\"text_tokens\":1,\"image_tokens\":0}}}"),
        (client, provider) -> {
          ImagesResponse answer =
              client
                  .images()
                  .edit(
                      ImageEditParams.builder()
                          .model("chat")
                          .prompt("brighter")
                          .image(
                              MultipartField.<ImageEditParams.Image>builder()
                                  .value(
                                      ImageEditParams.Image.ofInputStreams(
                                          List.of(
                                              new ByteArrayInputStream(SOUND),
                                              new ByteArrayInputStream(SOUND))))
                                  .filename("a.png")
                                  .build())
                          .build());

          assertThat(answer.data().orElseThrow().getFirst().b64Json()).contains("AAAA");
          assertThat(provider.last().text()).contains("brighter", "up/model", "name=\"image[]\"");
        });
  }

  @Test
  void aPictureIsStreamed() throws Exception {
    String events =
        "event: image_generation.partial_image\n"
            + Scripts.events(
                "{\"type\":\"image_generation.partial_image\",\"b64_json\":\"AA\","
                    + "\"partial_image_index\":0}")
            + "event: image_generation.completed\n"
            + Scripts.events("{\"type\":\"image_generation.completed\",\"b64_json\":\"AAAA\"}");
    with(
        says("text/event-stream", events),
        (client, provider) -> {
          var params =
              ImageGenerateParams.builder().model("chat").prompt("a").partialImages(1).build();
          try (StreamResponse<ImageGenStreamEvent> stream =
              client.images().generateStreaming(params)) {
            assertThat(stream.stream().toList().getLast().isGenerationCompleted()).isTrue();
          }
          assertThat(provider.last().text()).doesNotContain("stream_options");
        });
  }

  private static final String FILE =
      "{\"id\":\"file-1\",\"object\":\"file\",\"bytes\":5,\"created_at\":1,\"filename\":\"a.jsonl\","
          + "\"purpose\":\"batch\",\"status\":\"processed\"}";

  @Test
  void filesAreKeptListedReadAndDeleted() throws Exception {
    with(
        (seen, response) -> {
          String answer =
              switch (seen.method() + " " + seen.uri()) {
                case "POST /v1/files", "GET /v1/files/file-1" -> FILE;
                case "GET /v1/files" -> "{\"object\":\"list\",\"data\":[" + FILE + "]}";
                case "DELETE /v1/files/file-1" ->
                    "{\"id\":\"file-1\",\"object\":\"file\",\"deleted\":true}";
                case "GET /v1/files/file-1/content" -> "bytes";
                default -> "{\"odd\":\"" + seen.uri() + "\"}";
              };
          response.putHeader("content-type", "application/json").end(answer);
        },
        (client, provider) -> {
          var files = client.files();
          FileObject kept =
              files.create(
                  FileCreateParams.builder()
                      .file(file("a.jsonl", SOUND))
                      .purpose(FilePurpose.BATCH)
                      .build());
          assertThat(kept.id()).isEqualTo("file-1");
          assertThat(provider.last().text()).contains(new String(SOUND, StandardCharsets.UTF_8));
          assertThat(files.list().data()).hasSize(1);
          assertThat(files.retrieve("file-1").filename()).isEqualTo("a.jsonl");
          try (HttpResponse content = files.content("file-1")) {
            assertThat(read(content)).isEqualTo("bytes");
          }
          assertThat(files.delete("file-1").deleted()).isTrue();
        });
  }

  @Test
  void aBatchIsBegun() throws Exception {
    with(
        says(
            "application/json",
            "{\"id\":\"batch-1\",\"object\":\"batch\",\"completion_window\":\"24h\","
                + "\"created_at\":1,\"endpoint\":\"/v1/chat/completions\","
                + "\"input_file_id\":\"file-1\",\"status\":\"validating\"}"),
        (client, provider) -> {
          Batch batch =
              client
                  .batches()
                  .create(
                      BatchCreateParams.builder()
                          .inputFileId("file-1")
                          .endpoint(BatchCreateParams.Endpoint.V1_CHAT_COMPLETIONS)
                          .completionWindow(BatchCreateParams.CompletionWindow._24H)
                          .build());

          assertThat(batch.id()).isEqualTo("batch-1");
          assertThat(provider.last().uri()).isEqualTo("/v1/batches");
        });
  }
}
