package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.BedrockConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clients who want vectors before models of AWS Bedrock. */
final class BedrockVectorsTest {
  private static final String TITAN = "amazon.titan-embed-text-v2:0";
  private static final String COHERE = "cohere.embed-multilingual-v3";
  private static final Script ONE =
      Scripts.answers(200, "{\"embedding\":[0.5,-1.0],\"inputTextTokenCount\":3}");

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(String model, Script script, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .failover("retries", 0)
                    .speaking(
                        "aws",
                        provider,
                        connection -> new BedrockConfig(connection, "eu-central-1", null),
                        model))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static Answer ask(RunningGateway gateway, String path, String json) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", path, json)).answer();
    }
  }

  private static Answer ask(RunningGateway gateway, String fields) {
    return ask(gateway, "/v1/embeddings", "{\"model\":\"chat\"," + fields + "}");
  }

  @Test
  void titanIsAskedForOneTextAfterTheOther() {
    with(
        TITAN,
        ONE,
        (gateway, provider) -> {
          Answer answer = ask(gateway, "\"input\":[\"a\",\"b\"],\"dimensions\":256");
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          JsonNode body = Answer.json(answer.body());
          assertThat(body.at("/data")).hasSize(2);
          assertThat(body.at("/data/1/index").asInt()).isEqualTo(1);
          assertThat(body.at("/data/1/embedding").toString()).isEqualTo("[0.5,-1.0]");
          assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(6);
          assertThat(provider.requests())
              .extracting(ScriptedProvider.Seen::body)
              .containsExactly(
                  "{\"inputText\":\"a\",\"dimensions\":256}",
                  "{\"inputText\":\"b\",\"dimensions\":256}");
          assertThat(provider.requests().getFirst().head())
              .startsWith("POST /model/amazon.titan-embed-text-v2%3A0/invoke ");
        });
  }

  @Test
  void cohereIsAskedForManyAtOnce() {
    with(
        COHERE,
        Scripts.answers(
            200,
            "{\"id\":\"1\",\"embeddings\":[[0.5],[1.5]],\"response_type\":\"embeddings_floats\","
                + "\"texts\":[\"a\",\"b\"]}",
            "x-amzn-bedrock-input-token-count: 4"),
        (gateway, provider) -> {
          Answer answer = ask(gateway, "\"input\":[\"a\",\"b\"],\"encoding_format\":\"base64\"");
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          JsonNode body = Answer.json(answer.body());
          assertThat(body.at("/data/0/embedding").asText()).isEqualTo("AAAAPw==");
          assertThat(body.at("/usage/prompt_tokens").asInt()).isEqualTo(4);
          assertThat(provider.requests())
              .extracting(ScriptedProvider.Seen::body)
              .isEqualTo(List.of("{\"texts\":[\"a\",\"b\"],\"input_type\":\"search_document\"}"));
        });
  }

  @Test
  void geminisClientsAreServedToo() {
    with(
        "us.cohere.embed-v4:0",
        Scripts.answers(200, "{\"embeddings\":{\"float\":[[0.5]],\"int8\":[[1]]}}"),
        (gateway, provider) -> {
          Answer answer =
              ask(
                  gateway,
                  "/v1beta/models/chat:embedContent",
                  "{\"content\":{\"parts\":[{\"text\":\"a\"}]},\"taskType\":\"RETRIEVAL_QUERY\","
                      + "\"outputDimensionality\":512}");
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
          assertThat(Answer.json(answer.body()).at("/embedding/values/0").asDouble())
              .isEqualTo(0.5);
          assertThat(provider.requests().getFirst().body())
              .isEqualTo(
                  "{\"texts\":[\"a\"],\"input_type\":\"search_query\",\"output_dimension\":512}");
        });
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.claude-sonnet-4-5-20250929-v1:0, '\"input\":\"a\"', 404, unsupported_endpoint",
    "amazon.titan-embed-text-v1, '\"input\":\"a\",\"dimensions\":9', 400, unsupported_parameter",
    "cohere.embed-english-v3, '\"input\":\"a\",\"dimensions\":9', 400, unsupported_parameter",
  })
  void whatCannotBeCarriedIsRefused(String model, String fields, int status, String code) {
    with(
        model,
        ONE,
        (gateway, provider) -> {
          Answer answer = ask(gateway, fields);
          assertThat(answer.status()).isEqualTo(status);
          assertThat(answer.error("code")).isEqualTo(code);
          assertThat(provider.requests()).isEmpty();
        });
  }

  @Test
  void anAnswerOfAnotherNumberIsNone() {
    with(
        COHERE,
        Scripts.answers(200, "{\"embeddings\":[[0.5]]}"),
        (gateway, _) ->
            assertThat(ask(gateway, "\"input\":[\"a\",\"b\"]").status()).isEqualTo(502));
  }
}
