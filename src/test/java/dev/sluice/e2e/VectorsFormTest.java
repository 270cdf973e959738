package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Embeddings come in the form and in the order that was asked for, whoever makes them. */
final class VectorsFormTest {
  private static final float[] VECTOR = {0.25f, -0.5f, 3.0e-7f};
  private static final String NUMBERS = "[0.25,-0.5,3e-7]";

  /** Providers by how they make vectors. */
  enum Maker {
    /** Numbers, whatever it was asked for. */
    NUMBERS_ALONE,
    /** Base64, whatever it was asked for. */
    BASE64_ALONE,
    /** As it was asked. */
    BOTH,
    /** A compatible server that refuses to be asked for a form. */
    COMPATIBLE,
    GEMINI,
    OLLAMA;

    Settings behind(ScriptedProvider provider) {
      Settings settings = new Settings().failover("retries", 0);
      return switch (this) {
        case NUMBERS_ALONE, BASE64_ALONE, BOTH -> Speaker.CHAT.behind(provider);
        case COMPATIBLE ->
            settings.speaking("one", provider, connection -> compatible(connection), "up");
        case GEMINI -> Speaker.GEMINI.behind(provider);
        case OLLAMA ->
            settings.speaking(
                "one", provider, connection -> new OllamaConfig(connection, "10m", 8192), "up");
      };
    }

    Script script() {
      return (request, socket) -> {
        boolean packed = request.body().contains("\"encoding_format\":\"base64\"");
        String answer =
            switch (this) {
              case NUMBERS_ALONE -> usual(NUMBERS);
              case BASE64_ALONE -> usual(base64());
              case BOTH -> usual(packed ? base64() : NUMBERS);
              case COMPATIBLE ->
                  request.body().contains("encoding_format") ? "refused" : usual(NUMBERS);
              case GEMINI -> "{\"embeddings\":[{\"values\":" + NUMBERS + "}]}";
              case OLLAMA -> "{\"model\":\"up\",\"embeddings\":[" + NUMBERS + "]}";
            };
        Scripts.answers(200, answer).play(request, socket);
      };
    }
  }

  private static CompatibleConfig compatible(ConnectionConfig connection) {
    String descriptor = "{name: odd, embeddings: {base64: false, batch: 2}}";
    CompatibleConfig read =
        (CompatibleConfig)
            ConfigLoader.parse(
                    "test.yaml",
                    "providers: {p: {type: compatible, base_url: 'http://h', descriptor: "
                        + descriptor
                        + "}}\nmodels: {m: {targets: [{provider: p}]}}\n",
                    Map.of())
                .providers()
                .getFirst();
    return new CompatibleConfig(connection, read.descriptor());
  }

  private static String usual(String embedding) {
    return "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,\"embedding\":"
        + embedding
        + "}],\"model\":\"up\",\"usage\":{\"prompt_tokens\":3,\"total_tokens\":3}}";
  }

  private static String base64() {
    ByteBuffer bytes = ByteBuffer.allocate(4 * VECTOR.length).order(ByteOrder.LITTLE_ENDIAN);
    for (float number : VECTOR) {
      bytes.putFloat(number);
    }
    return "\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\"";
  }

  private static float[] unpacked(String base64) {
    ByteBuffer bytes =
        ByteBuffer.wrap(Base64.getDecoder().decode(base64)).order(ByteOrder.LITTLE_ENDIAN);
    float[] vector = new float[bytes.remaining() / 4];
    bytes.asFloatBuffer().get(vector);
    return vector;
  }

  private static JsonNode vectors(RunningGateway gateway, String fields) {
    try (RawClient client = gateway.client()) {
      String json = "{\"model\":\"chat\"," + fields + "}";
      Answer answer = client.send(RawClient.request("POST", "/v1/embeddings", json)).answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      return Answer.json(answer.body());
    }
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("OT-1")
  void base64ComesWhereItIsAskedForAndNumbersElsewhere(Maker maker) {
    try (ScriptedProvider provider = new ScriptedProvider(maker.script());
        RunningGateway gateway = new RunningGateway(maker.behind(provider))) {
      String input = "\"input\":\"a\"";
      JsonNode packed =
          vectors(gateway, input + ",\"encoding_format\":\"base64\"").at("/data/0/embedding");
      assertThat(packed.isTextual()).isTrue();
      assertThat(unpacked(packed.asText())).isEqualTo(VECTOR);

      for (String fields : List.of(input, input + ",\"encoding_format\":\"float\"")) {
        JsonNode numbers = vectors(gateway, fields).at("/data/0/embedding");
        assertThat(numbers.isArray()).isTrue();
        assertThat(numbers).hasSize(VECTOR.length);
        for (int i = 0; i < VECTOR.length; i++) {
          assertThat((float) numbers.get(i).asDouble()).isEqualTo(VECTOR[i]);
        }
      }
    }
  }

  /** A server whose vectors are the numbers in the texts, told in the reverse order. */
  private static Script numbered() {
    return (request, socket) -> {
      List<String> data = new ArrayList<>();
      JsonNode input = Answer.json(request.body()).path("input");
      for (int i = 0; i < input.size(); i++) {
        data.addFirst(
            "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%s]}"
                .formatted(i, input.get(i).asText()));
      }
      String answer =
          "{\"object\":\"list\",\"data\":["
              + String.join(",", data)
              + "],\"model\":\"up\",\"usage\":{\"prompt_tokens\":1,\"total_tokens\":1}}";
      Scripts.answers(200, answer).play(request, socket);
    };
  }

  @ParameterizedTest
  @CsvSource({"5, 3", "2, 1", "21, 11"})
  @Keeps("OT-2")
  void whatIsAskedForInPartsIsPutTogetherInItsOrder(int texts, int parts) {
    String input =
        IntStream.range(0, texts)
            .mapToObj(i -> "\"" + (100 + i) + "\"")
            .collect(Collectors.joining(",", "\"input\":[", "]"));
    try (ScriptedProvider provider = new ScriptedProvider(numbered());
        RunningGateway gateway = new RunningGateway(Maker.COMPATIBLE.behind(provider))) {
      JsonNode answer = vectors(gateway, input);

      assertThat(provider.attempts()).isEqualTo(parts);
      assertThat(answer.path("data")).hasSize(texts);
      for (JsonNode vector : answer.path("data")) {
        assertThat(vector.at("/embedding/0").asInt()).isEqualTo(100 + vector.path("index").asInt());
      }
      assertThat(answer.path("data").findValuesAsText("index"))
          .containsExactlyInAnyOrderElementsOf(
              IntStream.range(0, texts).mapToObj(Integer::toString).toList());
      assertThat(answer.at("/usage/prompt_tokens").asInt()).isEqualTo(parts);
    }
  }
}
