package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.e2e.ScriptedProvider.Script;
import org.junit.jupiter.api.Test;

/** A client of OpenAI's chats before a target that is asked by responses. */
final class ResponsesTargetTest {
  private static final ResponsesUpstream UPSTREAM = ResponsesUpstream.RESPONSES;

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(UPSTREAM.behind(provider))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  @Test
  void aWholeAnswerIsTranslated() {
    with(
        UPSTREAM.greets(),
        (gateway, provider) -> {
          Answer answer = gateway.chat(RunningGateway.WHOLE);
          assertThat(answer.body())
              .contains(ResponsesUpstream.TEXT, "\"object\":\"chat.completion\"", "\"chat\"");
          var asked = provider.requests().getLast();
          assertThat(asked.head()).startsWith("POST /responses HTTP/1.1");
          assertThat(asked.header("authorization")).isEqualTo("Bearer sk-secret-of-the-house");
          assertThat(asked.body())
              .contains("\"model\":\"gpt-5-2025\"", "\"input\":[", "\"store\":false");
        });
  }

  @Test
  void aStreamIsTranslated() {
    with(
        UPSTREAM.greets(),
        (gateway, _) ->
            assertThat(gateway.chat(RunningGateway.STREAM).data())
                .anySatisfy(data -> assertThat(data).contains(ResponsesUpstream.TEXT))
                .anySatisfy(data -> assertThat(data).contains("\"total_tokens\":7"))
                .endsWith("[DONE]"));
  }

  @Test
  void anErrorInTheMiddleOfAStreamIsTold() {
    with(
        UPSTREAM.breaks(),
        (gateway, _) ->
            assertThat(gateway.chat(RunningGateway.STREAM).body())
                .contains(ResponsesUpstream.TEXT, "data: {\"error\":")
                .doesNotContain("[DONE]"));
  }

  @Test
  void otherEndpointsPassAsTheyAre() {
    String vectors =
        "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
            + "\"embedding\":[0.5]}],\"model\":\"m\",\"usage\":{\"prompt_tokens\":1,"
            + "\"total_tokens\":1}}";
    with(
        Scripts.answers(200, vectors),
        (gateway, provider) -> {
          try (RawClient client = gateway.client()) {
            String asked = "{\"model\":\"chat\",\"input\":\"x\"}";
            Answer answer =
                client.send(RawClient.request("POST", "/v1/embeddings", asked)).answer();
            assertThat(answer.status()).isEqualTo(200);
          }
          assertThat(provider.requests().getLast().head()).startsWith("POST /embeddings ");
        });
  }
}
