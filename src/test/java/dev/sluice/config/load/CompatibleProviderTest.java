package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ProbeConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.ErrorRule;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.model.Endpoint;
import dev.sluice.model.FieldRule;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class CompatibleProviderTest {
  private static final String OWN =
      """
      descriptor:
        name: house
        extends: vllm
        endpoints: [chat, rerank]
        paths: {rerank: "/v2/rerank"}
        key: {header: X-Key}
        headers: {X-Tenant: "t 1"}
        parameters:
          seed: drop
          logprobs: refuse
          n: {least: 1, most: 2.5, otherwise: refuse}
          tool_choice: {words: {required: any}, kinds: [auto, none], otherwise: drop}
          max_completion_tokens: {rename: max_tokens}
          safe_prompt: {default: false}
          plan: {default: 'a "b" \\ c'}
        messages: {name: drop}
        models:
          - {names: [Deep-*], parameters: {seed: keep}}
        errors:
          - {status: 503, code: X*, type: t, message: "*m*", means: overloaded}
        limits: {x-ratelimit-remaining-tokens: X-Their-Tokens}
        embeddings: {batch: 7, base64: false}
        listing: false
      """;

  static final Iterable<String> NAMES = Descriptors.NAMES;

  private static SluiceConfig parse(String provider) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers:\n  house:\n    type: compatible\n"
            + provider.indent(4)
            + "models: {m: {targets: [{provider: house, model: up}]}}\n",
        Map.of());
  }

  private static CompatibleConfig read(String provider) {
    return (CompatibleConfig) parse(provider).providers().getFirst();
  }

  @Test
  void takesWhatItsDescriptorSays() {
    CompatibleConfig groq = read("descriptor: groq\napi_key: k");

    assertThat(groq.connection().baseUrl()).isEqualTo(URI.create("https://api.groq.com/openai/v1"));
    assertThat(groq.probe()).isEqualTo(new ProbeConfig.Models());
    assertThat(groq.enabled()).isTrue();
    assertThat(read("descriptor: groq\nbase_url: https://g.example/v1").connection().baseUrl())
        .isEqualTo(URI.create("https://g.example/v1"));
  }

  @Test
  void aDescriptorCanStandInTheProvider() {
    Descriptor own = read("base_url: https://h.example\napi_key: k\n" + OWN).descriptor();

    assertThat(own.name()).isEqualTo("house");
    assertThat(own.paths())
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(Endpoint.CHAT, "/chat/completions", Endpoint.RERANK, "/v2/rerank"));
    assertThat(own.key()).isEqualTo(new KeyPlace.Header("x-key", false));
    assertThat(own.headers()).containsEntry("x-tenant", "t 1");
    assertThat(own.parameters())
        .containsEntry("seed", FieldRule.DROP)
        .containsEntry("logprobs", FieldRule.REFUSE)
        .containsEntry("max_completion_tokens", FieldRule.renamed("max_tokens"));
    assertThat(absent(own, "safe_prompt")).isEqualTo("false");
    assertThat(absent(own, "plan")).isEqualTo("\"a \\\"b\\\" \\\\ c\"");
    assertThat(own.messages()).containsEntry("name", FieldRule.DROP).containsKey("role");
    assertThat(own.models().getFirst().names()).containsExactly("deep-*");
    assertThat(own.errors().getFirst())
        .isEqualTo(new ErrorRule(503, "X*", "t", "*m*", ErrorRule.Meaning.OVERLOADED));
    assertThat(own.limits()).containsEntry("x-ratelimit-remaining-tokens", "x-their-tokens");
    assertThat(own.embeddings().batch()).isEqualTo(7);
    assertThat(own.embeddings().base64()).isFalse();
  }

  private static @Nullable String absent(Descriptor descriptor, String field) {
    return Objects.requireNonNull(descriptor.parameters().get(field)).absent();
  }

  @Test
  void aDescriptorCanStandInAFile(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("my-server.yaml");
    Files.writeString(file, "base_url: http://10.0.0.1:8000/v1\nparameters: {seed: drop}\n");

    CompatibleConfig read = read("descriptor: '" + file + "'");

    assertThat(read.descriptor().name()).isEqualTo("my-server");
    assertThat(read.connection().baseUrl()).isEqualTo(URI.create("http://10.0.0.1:8000/v1"));
    assertThat(read.descriptor().parameters()).containsEntry("seed", FieldRule.DROP);
  }

  @Test
  void readsWhatItPrints() {
    CompatibleConfig own = read("base_url: https://h.example\n" + OWN);
    CompatibleConfig named = read("descriptor: groq\napi_key: k");
    String printed = ConfigPrinter.print(parse("descriptor: groq\napi_key: k"));

    assertThat(reread(parse("base_url: https://h.example\n" + OWN))).isEqualTo(own);
    assertThat(printed).contains("descriptor: \"groq\"").contains("api_key: \"***\"");
    assertThat(reread(parse("descriptor: groq\napi_key: k")).descriptor())
        .isEqualTo(named.descriptor());
  }

  private static CompatibleConfig reread(SluiceConfig config) {
    return (CompatibleConfig)
        ConfigLoader.parse("printed.yaml", ConfigPrinter.print(config), Map.of())
            .providers()
            .getFirst();
  }

  @Test
  void isProbedWithItsKeyWhereTheServerWantsIt() {
    CompatibleConfig own = read("base_url: https://h.example\napi_key: k\n" + OWN);

    assertThat(own.probed().requestHeaders()).containsEntry("x-key", "k");
    assertThat(own.probed().requestHeaders()).doesNotContainKey("authorization");
    assertThat(own.probe()).isEqualTo(new ProbeConfig.None());
  }

  @ParameterizedTest
  @FieldSource("NAMES")
  void everyDescriptorThatComesWithSluiceIsRead(String name) {
    Descriptor read = Objects.requireNonNull(Descriptors.named(name));

    assertThat(read.name()).isEqualTo(name);
    assertThat(read.paths()).containsKey(Endpoint.CHAT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "descriptor: grok|descriptor|did you mean \"groq\"?",
        "descriptor: nowhere.yaml|descriptor|no such file",
        "descriptor: {extends: vlm}|extends|did you mean \"vllm\"?",
        "descriptor: vllm|base_url|must be given",
        "descriptor: {parameter: {}}|parameter|did you mean \"parameters\"?",
        "descriptor: {parameters: {seed: forget}}|seed|must be one of keep, drop, refuse",
        "descriptor: {parameters: {n: {most: 1, least: 2}}}|least|must not be above most",
        "descriptor: {parameters: {n: {kinds: [a]}}}|otherwise|must be drop or refuse",
        "descriptor: {parameters: {n: {rename: 'a b'}}}|rename|must be letters",
        "descriptor: {endpoints: [chatt]}|endpoints|did you mean \"chat\"?",
        "descriptor: {paths: {chat: chat}}|chat|must be a path",
        "descriptor: {errors: [{means: spent}]}|errors[0]|must have a status",
        "descriptor: {errors: [{status: 200, means: spent}]}|status|must be 300 to 599",
        "descriptor: {errors: [{status: 500}]}|means|must be given",
        "descriptor: {models: [{parameters: {}}]}|names|must be given",
        "descriptor: {embeddings: {batch: 0}}|batch|must be 1 to 100000",
        "descriptor: {key: {header: 'a b'}}|header|must be a name",
        "descriptor: {headers: {'a b': c}}|a b|must be the name of a header",
      })
  void whatIsWrongIsToldWithItsPlace(String provider, String place, String message) {
    String base = provider.contains("vllm") ? "" : "base_url: https://h.example\n";
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> parse(base + provider));

    assertThat(wrong.getMessage()).contains(place).contains(message);
  }

  @Test
  void aKeyInTheQueryCannotChangeInTurn() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                parse(
                    "base_url: https://h.example\napi_keys: [a, b]\n"
                        + "descriptor: {key: {query: key}}"));

    assertThat(wrong.getMessage()).contains("api_keys: must be one key");
  }
}
