package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.AzureConfig;
import dev.sluice.config.CompatibleConfig;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.model.Api;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Targets of one provider that are asked by different APIs. */
final class TargetApiTest {
  private static final String ASKED = "{\"model\":\"chat\",\"input\":\"Hello\"}";

  enum Kind {
    OPENAI("", OpenAiConfig::new),
    AZURE("/openai/v1", connection -> new AzureConfig(connection, false, null, null)),
    COMPATIBLE("", connection -> new CompatibleConfig(connection, Descriptor.PLAIN));

    private final String root;

    @SuppressWarnings("ImmutableEnumChecker") // Every make of it is.
    private final Function<ConnectionConfig, ProviderConfig> as;

    Kind(String root, Function<ConnectionConfig, ProviderConfig> as) {
      this.root = root;
      this.as = as;
    }
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider);
  }

  private static void with(Kind kind, Api api, ResponsesUpstream upstream, Asked asked) {
    try (ScriptedProvider provider = new ScriptedProvider(upstream.greets());
        RunningGateway gateway =
            new RunningGateway(
                new Settings().speaking("one", provider, kind.as, "gpt-5-pro", "api", api))) {
      asked.of(gateway, provider);
      gateway.awaitRest();
    }
  }

  private static Answer respond(RunningGateway gateway) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", "/v1/responses", ASKED)).answer();
    }
  }

  @ParameterizedTest
  @EnumSource
  void aTargetIsAskedByResponsesWhereItsProviderIsAskedByChats(Kind kind) {
    with(
        kind,
        Api.RESPONSES,
        ResponsesUpstream.RESPONSES,
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).body()).contains(ResponsesUpstream.TEXT);
          assertThat(respond(gateway).body()).contains(ResponsesUpstream.TEXT);
          assertThat(provider.requests())
              .allMatch(asked -> asked.head().startsWith("POST " + kind.root + "/responses "));
          assertThat(provider.requests().getFirst().body()).contains("\"store\":false");
          assertThat(provider.requests().getLast().body())
              .isEqualTo(ASKED.replace("chat", "gpt-5-pro"));
        });
  }

  @ParameterizedTest
  @EnumSource
  void aTargetIsAskedAsTheClientAsks(Kind kind) {
    with(
        kind,
        Api.BOTH,
        ResponsesUpstream.CHAT,
        (gateway, provider) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(respond(gateway).status()).isNotEqualTo(404);
          assertThat(provider.requests().getFirst().head())
              .startsWith("POST " + kind.root + "/chat/completions ");
          assertThat(provider.requests().get(1).head())
              .startsWith("POST " + kind.root + "/responses ");
        });
  }
}
