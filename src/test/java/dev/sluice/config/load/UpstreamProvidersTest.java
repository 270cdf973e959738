package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.AwsCredentials;
import dev.sluice.config.AwsLender;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.MediaConfig;
import dev.sluice.config.OllamaConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Dialect;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Providers of AWS Bedrock and Ollama, and the fetching of media for them. */
final class UpstreamProvidersTest {
  private static final String KEYS = "access_key_id: AKID, secret_access_key: secret";

  private static SluiceConfig parse(String provider, Map<String, String> variables) {
    return ConfigLoader.parse(
        "test.yaml",
        "providers: {p: {" + provider + "}}\nmodels: {m: {targets: [{provider: p, model: x}]}}\n",
        variables);
  }

  private static BedrockConfig bedrock(String provider, Map<String, String> variables) {
    return (BedrockConfig) parse("type: bedrock, " + provider, variables).providers().getFirst();
  }

  private static OllamaConfig ollama(String provider) {
    return (OllamaConfig) parse("type: ollama" + provider, Map.of()).providers().getFirst();
  }

  private static String problem(String provider) {
    ConfigException wrong =
        catchThrowableOfType(ConfigException.class, () -> parse(provider, Map.of()));
    return wrong.problems().getFirst().toString();
  }

  @ParameterizedTest
  @CsvSource({
    "eu-central-1, https://bedrock-runtime.eu-central-1.amazonaws.com",
    "us-gov-west-1, https://bedrock-runtime.us-gov-west-1.amazonaws.com",
    "cn-north-1, https://bedrock-runtime.cn-north-1.amazonaws.com.cn",
    "us-iso-east-1, https://bedrock-runtime.us-iso-east-1.c2s.ic.gov",
    "us-isob-east-1, https://bedrock-runtime.us-isob-east-1.sc2s.sgov.gov",
    "eusc-de-east-1, https://bedrock-runtime.eusc-de-east-1.amazonaws.eu",
  })
  void aRegionSaysWhereItIs(String region, String base) {
    BedrockConfig read = bedrock("region: " + region + ", " + KEYS, Map.of());
    assertThat(read.connection().baseUrl()).hasToString(base);
    assertThat(read.enabled()).isTrue();
    assertThat(read.dialect()).isEqualTo(Dialect.BEDROCK_CONVERSE);
  }

  @Test
  void theAddressCanBeAnother() {
    BedrockConfig read =
        bedrock("region: us-east-1, base_url: 'https://vpce.example', " + KEYS, Map.of());
    assertThat(read.connection().baseUrl()).hasToString("https://vpce.example");
  }

  @Test
  void theAccountIsThatOfAwssVariables() {
    BedrockConfig read =
        bedrock(
            "enabled: true",
            Map.of(
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "AKID",
                "AWS_SECRET_ACCESS_KEY", "secret",
                "AWS_SESSION_TOKEN", "token"));
    assertThat(read.region()).isEqualTo("us-east-1");
    assertThat(read.credentials())
        .isEqualTo(
            new AwsCredentials(new Secret("AKID"), new Secret("secret"), new Secret("token")));
    assertThat(read.connection().keys()).isEmpty();
  }

  @Test
  void anApiKeyTakesThePlaceOfASignature() {
    Map<String, String> variables =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "AKID",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_BEARER_TOKEN_BEDROCK", "bearer");
    BedrockConfig read = bedrock("enabled: true", variables);
    assertThat(read.credentials()).isNull();
    assertThat(read.connection().apiKey().reveal()).isEqualTo("bearer");
    assertThat(bedrock("api_key: own", variables).connection().apiKey().reveal()).isEqualTo("own");
    assertThat(bedrock(KEYS, variables).credentials()).isNotNull();
  }

  @Test
  void keysAreLentWhereTheFileSaysSo() {
    Map<String, String> ecs =
        Map.of(
            "AWS_REGION", "us-east-1",
            "AWS_ACCESS_KEY_ID", "AKID",
            "AWS_SECRET_ACCESS_KEY", "secret",
            "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "/v2/credentials/1");
    BedrockConfig container = bedrock("credentials: container", ecs);
    assertThat(container.enabled()).isTrue();
    assertThat(container.credentials()).isNull();
    assertThat(container.lender())
        .isEqualTo(
            new AwsLender.Container(
                URI.create("http://169.254.170.2/v2/credentials/1"), null, null));
    assertThat(bedrock("credentials: environment", ecs).credentials()).isNotNull();
    assertThat(bedrock("credentials: instance", ecs).lender())
        .isEqualTo(new AwsLender.Instance(URI.create("http://169.254.169.254")));
  }

  @Test
  void aPodsAgentAndAnotherMetadataServiceAreFound() {
    BedrockConfig pod =
        bedrock(
            "region: us-east-1, credentials: container",
            Map.of(
                "AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://169.254.170.23/v1/credentials",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE", "/var/run/token"));
    assertThat(pod.lender())
        .isEqualTo(
            new AwsLender.Container(
                URI.create("http://169.254.170.23/v1/credentials"), null, "/var/run/token"));
    BedrockConfig other =
        bedrock(
            "region: us-east-1, credentials: instance",
            Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://127.0.0.1:1338/"));
    assertThat(other.lender())
        .isEqualTo(new AwsLender.Instance(URI.create("http://127.0.0.1:1338")));
  }

  @Test
  void withoutAWordOfTheContainerItIsDisabled() {
    assertThat(bedrock("region: us-east-1, credentials: container", Map.of()).enabled()).isFalse();
  }

  @Test
  void aTokenGoesToNobodyAfar() {
    ConfigException wrong =
        catchThrowableOfType(
            ConfigException.class,
            () ->
                bedrock(
                    "region: us-east-1, credentials: container",
                    Map.of("AWS_CONTAINER_CREDENTIALS_FULL_URI", "http://10.0.0.1/keys")));
    assertThat(wrong.getMessage()).contains("credentials", "AWS_CONTAINER_CREDENTIALS_FULL_URI");
  }

  @Test
  void withoutAnAccountItIsDisabled() {
    assertThat(bedrock("region: us-east-1", Map.of()).enabled()).isFalse();
    String given = "region: us-east-1, access_key_id: '', secret_access_key: '', api_key: ''";
    assertThat(bedrock(given, Map.of()).enabled()).isFalse();
    assertThat(bedrock(given.replace("api_key: ''", "api_key: k"), Map.of()).enabled()).isTrue();
    String signed = "region: us-east-1, " + KEYS + ", api_key: ''";
    assertThat(bedrock(signed, Map.of()).enabled()).isTrue();
  }

  @Test
  void saysWhatIsWrong() {
    assertThat(problem("type: bedrock, " + KEYS)).contains("region", "AWS_REGION");
    assertThat(problem("type: bedrock, region: us-east-1, api_key: k, " + KEYS))
        .contains("api_key", "beside access_key_id");
    assertThat(problem("type: bedrock, region: 'x y', " + KEYS)).contains("region");
    assertThat(problem("type: bedrock, region: us-east-1, credentials: box")).contains("container");
    assertThat(problem("type: bedrock, region: us-east-1, credentials: instance, " + KEYS))
        .contains("credentials", "access_key_id");
    assertThat(problem("type: ollama, base_url: 'http://h/v1'")).contains("type openai");
    assertThat(problem("type: ollama, keep_alive: soon")).contains("keep_alive");
    assertThat(problem("type: nobody")).contains("bedrock");
  }

  @Test
  void ollamaListensNearUnlessItIsTold() {
    assertThat(ollama("").connection().baseUrl()).hasToString("http://127.0.0.1:11434");
    assertThat(ollama("").enabled()).isTrue();
    OllamaConfig other = ollama(", base_url: 'http://box:1', keep_alive: '-1', num_ctx: 8192");
    assertThat(other.connection().baseUrl()).hasToString("http://box:1");
    assertThat(other.keepAlive()).isEqualTo("-1");
    assertThat(other.context()).isEqualTo(8192);
  }

  @Test
  void readsWhatItPrints() {
    for (String provider :
        new String[] {
          "type: bedrock, region: cn-north-1, session_token: t, " + KEYS,
          "type: bedrock, region: us-east-1, api_key: k",
          "type: ollama, keep_alive: 5m, num_ctx: 4096"
        }) {
      SluiceConfig config = parse(provider, Map.of());
      String printed = ConfigPrinter.print(config);
      ProviderConfig again =
          ConfigLoader.parse("printed.yaml", printed, Map.of()).providers().getFirst();
      assertThat(printed).doesNotContain("secret\"", "\"t\"", "\"k\"");
      assertThat(ConfigPrinter.print(ConfigLoader.parse("p", printed, Map.of())))
          .isEqualTo(printed);
      assertThat(again.enabled()).isTrue();
    }
  }

  @Test
  void mediaAreFetchedAsTheFileSays() {
    SluiceConfig config =
        ConfigLoader.parse(
            "test.yaml",
            "media: {max_bytes: 1MiB, total_bytes: 2MiB, count: 3, timeout: 4s,"
                + " allow_hosts: ['*.example.com'], deny_hosts: [bad.example.com],"
                + " private_hosts: [127.0.0.1]}\n"
                + "providers: {p: {type: ollama}}\n"
                + "models: {m: {targets: [{provider: p, model: x}]}}\n",
            Map.of());
    MediaConfig media = config.media();
    assertThat(media.maxBytes()).isEqualTo(1 << 20);
    assertThat(media.timeout()).isEqualTo(Duration.ofSeconds(4));
    assertThat(media.allowHosts()).containsExactly("*.example.com");
    assertThat(ConfigLoader.parse("p", ConfigPrinter.print(config), Map.of()).media())
        .isEqualTo(media);
  }
}
