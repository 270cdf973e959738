package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.moderations.ModerationCreateParams;
import dev.sluice.Keeps;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** The endpoints beside chat, asked by OpenAI's own client for Java. */
final class OpenAiEndpointsTest {
  @Test
  void vectorsComeInTheFormThatTheClientAsksFor() {
    String vectors =
        """
        {"object":"list","data":[{"object":"embedding","index":0,"embedding":[0.25,-0.5]}],\
        "model":"chat","usage":{"prompt_tokens":3,"total_tokens":3}}\
        """;
    OpenAiClientTest.with(
        Scripts.answers(200, vectors),
        (client, _) -> {
          CreateEmbeddingResponse answer =
              client
                  .embeddings()
                  .create(EmbeddingCreateParams.builder().model("chat").input("Grüße").build());

          assertThat(answer.data().getFirst().embedding()).containsExactly(0.25f, -0.5f);
          assertThat(answer.usage().promptTokens()).isEqualTo(3);
        });
  }

  @Test
  void aTextIsJudged() {
    String verdict =
        """
        {"id":"modr-1","model":"chat","results":[{"flagged":true,"categories":{},\
        "category_scores":{},"category_applied_input_types":{}}]}\
        """;
    OpenAiClientTest.with(
        Scripts.answers(200, verdict),
        (client, _) ->
            assertThat(
                    client
                        .moderations()
                        .create(ModerationCreateParams.builder().model("chat").input("!").build())
                        .results()
                        .getFirst()
                        .flagged())
                .isTrue());
  }

  @Test
  void aTextIsGoneOnWith() {
    String text =
        """
        {"id":"cmpl-1","object":"text_completion","created":1700000000,"model":"chat",\
        "choices":[{"index":0,"text":"%s","logprobs":null,"finish_reason":%s}]}\
        """;
    OpenAiClientTest.with(
        Scripts.streams(
            text.formatted(" upon", "null"), text.formatted(" a time", "\"stop\""), "[DONE]"),
        (client, _) -> {
          CompletionCreateParams ask =
              CompletionCreateParams.builder().model("chat").prompt("Once").build();
          try (StreamResponse<Completion> stream = client.completions().createStreaming(ask)) {
            assertThat(stream.stream().map(chunk -> chunk.choices().getFirst().text()))
                .containsExactly(" upon", " a time");
          }
        });
  }

  @Test
  @Keeps("OT-4")
  void soundComesAsItsBytes() {
    byte[] sound = {(byte) 0xff, (byte) 0xfb, 0, 13, 10, 13, 10, 0x7f};
    OpenAiClientTest.with(
        Scripts.says(Scripts.whole(200, "audio/mpeg", sound)),
        (client, _) -> {
          SpeechCreateParams ask =
              SpeechCreateParams.builder()
                  .model("chat")
                  .input("Guten Tag")
                  .voice(SpeechCreateParams.Voice.UnionMember1.ALLOY)
                  .build();
          try (HttpResponse answer = client.audio().speech().create(ask)) {
            assertThat(answer.body().readAllBytes()).isEqualTo(sound);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
