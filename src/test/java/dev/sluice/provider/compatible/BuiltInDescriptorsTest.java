package dev.sluice.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Canned;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Manners;
import dev.sluice.provider.Performed;
import dev.sluice.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the descriptors that come with Sluice make of requests and errors. */
final class BuiltInDescriptorsTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]";

  private final Lane lane = new Lane();
  private final Canned server = new Canned(_ -> Canned.answer("{}"));

  @AfterEach
  void close() {
    lane.close();
  }

  private static CompatibleConfig config(String name) {
    return (CompatibleConfig)
        ConfigLoader.parse(
                "test.yaml",
                "providers: {p: {type: compatible, base_url: 'https://h.example', api_key: k,"
                    + " descriptor: "
                    + name
                    + "}}\nmodels: {m: {targets: [{provider: p, model: up}]}}\n",
                Map.of())
            .providers()
            .getFirst();
  }

  private static Attempt attempt(Endpoint endpoint, String model, String body) {
    return new Attempt(
        endpoint,
        Dialect.OPENAI_CHAT,
        Attempts.target("p"),
        "m",
        model,
        Buffer.buffer(body),
        false,
        0,
        "req-1",
        null,
        new Cancellation());
  }

  private Performed chat(String name, String model, String fields) {
    return lane.perform(
        lane.adapter(vertx -> new CompatibleAdapter(vertx, config(name).descriptor(), server)),
        attempt(Endpoint.CHAT, model, "{" + fields + "," + MESSAGES + "}"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deepseek|deepseek-chat|\"max_completion_tokens\":5|\"max_tokens\":5",
        "deepseek|deepseek-chat|\"logprobs\":true|\"logprobs\":true",
        "mistral|m|\"seed\":7|\"random_seed\":7",
        "mistral|m|\"tool_choice\":\"required\"|\"tool_choice\":\"any\"",
        "mistral|m|\"temperature\":2|\"temperature\":1.5",
        "moonshot|kimi-k2|\"temperature\":1.8|\"temperature\":1",
        "ollama|llama|\"max_completion_tokens\":5|\"max_tokens\":5",
        "qwen|qwen3|\"tool_choice\":\"required\"|\"tool_choice\":\"auto\"",
        "zhipu|glm|\"top_p\":0|\"top_p\":0.01",
        "ark|ep-1|\"reasoning_effort\":\"xhigh\"|\"reasoning_effort\":\"high\"",
        "groq|l|\"service_tier\":\"default\"|\"service_tier\":\"on_demand\"",
        "xai|grok-3-mini|\"reasoning_effort\":\"medium\"|\"reasoning_effort\":\"high\"",
        "xai|grok-2|\"stop\":[\"a\"]|\"stop\":[\"a\"]",
        "openrouter|a/b|\"max_completion_tokens\":5|\"max_completion_tokens\":5",
        "vllm|q|\"guided_json\":{}|\"guided_json\":{}",
        "azure|dep|\"seed\":7|\"seed\":7",
        "fireworks|f|\"max_completion_tokens\":5|\"max_tokens\":5",
        "together|t|\"max_completion_tokens\":5|\"max_tokens\":5",
      })
  void aFieldGoesOnAsTheServerKnowsIt(String name, String model, String fields, String sent) {
    assertThat(chat(name, model, fields).answered().status()).isEqualTo(200);
    assertThat(server.bodies()).containsExactly("{" + sent + "," + MESSAGES + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deepseek|deepseek-chat|\"seed\":7",
        "groq|l|\"logit_bias\":{}",
        "mistral|m|\"user\":\"u\"",
        "moonshot|k|\"seed\":1",
        "ollama|l|\"tool_choice\":\"required\"",
        "xai|grok-4-fast|\"stop\":[\"a\"]",
        "zhipu|glm|\"tool_choice\":{\"type\":\"function\",\"function\":{\"name\":\"f\"}}",
      })
  void aHintThatTheServerDoesNotKnowIsLeftOutAndTold(String name, String model, String fields) {
    Performed performed = chat(name, model, fields);

    assertThat(performed.answered().headers().get("x-sluice-dropped")).isNotNull();
    assertThat(server.bodies()).containsExactly("{" + MESSAGES + "}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "deepseek|deepseek-chat|\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}}",
        "deepseek|deepseek-chat|\"n\":2",
        "deepseek|deepseek-reasoner|\"logprobs\":true",
        "groq|l|\"n\":2",
        "groq|l|\"logprobs\":true",
        "mistral|m|\"top_logprobs\":2",
        "ollama|l|\"n\":2",
        "zhipu|glm|\"response_format\":{\"type\":\"json_schema\"}",
      })
  void whatChangesTheAnswersShapeIsRefused(String name, String model, String fields) {
    assertThat(chat(name, model, fields).failure()).isInstanceOf(Failure.BadRequest.class);
  }

  @ParameterizedTest
  @CsvSource({"ark", "deepseek", "mistral", "moonshot", "ollama", "qwen", "vllm", "xai", "zhipu"})
  void aDevelopersWordIsTheSystems(String name) {
    Performed performed =
        lane.perform(
            lane.adapter(vertx -> new CompatibleAdapter(vertx, config(name).descriptor(), server)),
            attempt(
                Endpoint.CHAT, "m", "{\"messages\":[{\"role\":\"developer\",\"content\":\"a\"}]}"));

    assertThat(performed.answered().status()).isEqualTo(200);
    assertThat(server.bodies())
        .containsExactly("{\"messages\":[{\"role\":\"system\",\"content\":\"a\"}]}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ark|429|RateLimitExceeded.EndpointRPMExceeded|x|throttled",
        "ark|403|AccountOverdueError|x|spent",
        "ark|429|ServerOverloaded|x|unavailable",
        "ark|400|InputTextSensitiveContentDetected|x|content_filter",
        "ark|400|InvalidParameter|Total tokens of image and text exceed max message tokens|context_length",
        "deepseek|402|x|Insufficient Balance|spent",
        "moonshot|400|x|Your request exceeded model token limit: 262144|context_length",
        "moonshot|403|x|You've reached your usage limit for this billing cycle|spent",
        "qwen|400|Arrearage|x|spent",
        "qwen|429|insufficient_quota|Allocated quota exceeded, please wait|throttled",
        "qwen|400|data_inspection_failed|x|content_filter",
        "vllm|400|400|This model's maximum context length is 8192 tokens|context_length",
        "zhipu|429|1113|x|spent",
        "zhipu|429|1302|x|throttled",
        "zhipu|400|1301|x|content_filter",
        "zhipu|401|1002|x|unauthorised",
      })
  void anErrorIsKnownForWhatItIs(
      String name, int status, String code, String message, String meaning) {
    Manners manners = CompatibleManners.of(config(name));
    String body =
        "{\"error\":{\"code\":\"%s\",\"message\":\"%s\",\"type\":\"t\"}}".formatted(code, message);

    Failure failure = manners.failures().of(status, Buffer.buffer(body), _ -> null);

    assertThat(word(failure)).isEqualTo(meaning);
  }

  private static String word(Failure failure) {
    return switch (failure) {
      case Failure.Throttled throttled when throttled.spent() -> "spent";
      case Failure.Rejected rejected -> Refusal.of(rejected).id();
      default -> failure.kind();
    };
  }

  @ParameterizedTest
  @CsvSource({
    "azure, api-key, k",
    "groq, authorization, Bearer k",
  })
  void theKeyStandsWhereTheServerLooksForIt(String name, String header, String value) {
    CompatibleConfig config = config(name);
    Manners manners = CompatibleManners.of(config);

    assertThat(manners.requestHeaders(CompatibleManners.connection(config)))
        .containsEntry(header, value);
  }

  @ParameterizedTest
  @CsvSource({
    "'{key: {query: key}}', /chat/completions?key=k%26",
    "'{paths: {chat: /v2/chat}}', /v2/chat",
    "'{key: {query: key}, paths: {chat: \"/c?x=1\"}}', /c?x=1&key=k%26",
  })
  void aPathIsTheServers(String descriptor, String path) {
    CompatibleConfig config =
        (CompatibleConfig)
            ConfigLoader.parse(
                    "test.yaml",
                    "providers: {p: {type: compatible, base_url: 'https://h.example',"
                        + " api_key: 'k&', descriptor: "
                        + descriptor
                        + "}}\nmodels: {m: {targets: [{provider: p, model: up}]}}\n",
                    Map.of())
                .providers()
                .getFirst();

    assertThat(CompatibleManners.of(config).paths().of(attempt(Endpoint.CHAT, "up", "{}")))
        .isEqualTo(path);
    if (path.contains("key=")) {
      assertThat(CompatibleManners.connection(config).keys()).isEmpty();
    }
  }
}
