package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.AwsLender;
import dev.sluice.config.BedrockConfig;
import dev.sluice.config.Secret;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AWS Bedrock with keys that are lent to an instance or a container. */
final class BedrockLoanTest {
  private static final String ANSWER =
      "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\"Hello\"}]}},"
          + "\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":5,\"outputTokens\":2,"
          + "\"totalTokens\":7},\"metrics\":{\"latencyMs\":1}}";
  private static final String EXPIRED = "x-amzn-errortype: ExpiredTokenException";

  private static String loan(String id) {
    return "{\"Code\":\"Success\",\"AccessKeyId\":\"%s\",\"SecretAccessKey\":\"s3cret\",\"Token\":"
            .formatted(id)
        + "\"session-%s\",\"Expiration\":\"%s\"}"
            .formatted(id, Instant.now().plus(Duration.ofHours(6)));
  }

  /** The metadata of an instance with a role. */
  private static Script metadata(String... ids) {
    return (request, socket) -> {
      String head = request.head();
      boolean known = "tok-1".equals(request.header("x-aws-ec2-metadata-token"));
      Script script;
      if (head.startsWith("PUT /latest/api/token ")) {
        script =
            request.header("x-aws-ec2-metadata-token-ttl-seconds") == null
                ? Scripts.answers(400, "{}")
                : Scripts.answers(200, "tok-1");
      } else if (known && head.startsWith("GET /latest/meta-data/iam/security-credentials/ ")) {
        script = Scripts.answers(200, "my-role\n");
      } else if (known
          && head.startsWith("GET /latest/meta-data/iam/security-credentials/my-role ")) {
        int turn = Math.min((request.number() - 1) / 3, ids.length - 1);
        script = Scripts.answers(200, loan(ids[turn]));
      } else {
        script = Scripts.answers(401, "{}");
      }
      script.play(request, socket);
    };
  }

  private interface Asked {
    void of(RunningGateway gateway, ScriptedProvider provider, ScriptedProvider lender);
  }

  private static void with(
      Script lends, Function<ScriptedProvider, AwsLender> as, Script serves, Asked asked) {
    try (ScriptedProvider lender = new ScriptedProvider(lends);
        ScriptedProvider provider = new ScriptedProvider(serves);
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .failover("retries", 0)
                    .breaker("enabled", false)
                    .speaking(
                        "aws",
                        provider,
                        connection ->
                            new BedrockConfig(
                                connection.withoutKeys(), "eu-central-1", null, as.apply(lender)),
                        "amazon.nova-lite-v1:0"))) {
      asked.of(gateway, provider, lender);
      gateway.awaitRest();
    }
  }

  private static AwsLender instance(ScriptedProvider lender) {
    return new AwsLender.Instance(URI.create("http://127.0.0.1:" + lender.port()));
  }

  private static AwsLender container(
      ScriptedProvider lender, @Nullable String token, @Nullable String file) {
    return new AwsLender.Container(
        URI.create("http://127.0.0.1:" + lender.port() + "/v2/credentials/1?a=b"),
        token == null ? null : new Secret(token),
        file);
  }

  @Test
  void anInstancesKeysAreFetchedOnceAndSign() {
    with(
        metadata("AKIDONE"),
        BedrockLoanTest::instance,
        Scripts.answers(200, ANSWER),
        (gateway, provider, lender) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(lender.requests()).hasSize(3);
          assertThat(provider.requests())
              .allSatisfy(asked -> {
                assertThat(asked.header("x-amz-security-token")).isEqualTo("session-AKIDONE");
                assertThat(asked.header("authorization"))
                    .startsWith("AWS4-HMAC-SHA256 Credential=AKIDONE/")
                    .contains("/eu-central-1/bedrock/aws4_request", "x-amz-security-token");
              });
        });
  }

  @Test
  void keysThatAwsDoesNotTakeAreFetchedAnew() {
    with(
        metadata("AKIDONE", "AKIDTWO"),
        BedrockLoanTest::instance,
        Script.inTurn(
            Scripts.answers(403, "{\"message\":\"no\"}", EXPIRED), Scripts.answers(200, ANSWER)),
        (gateway, provider, lender) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(502);
          assertThat(provider.requests().getLast().header("authorization")).contains("AKIDONE");
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(provider.requests().getLast().header("authorization")).contains("AKIDTWO");
          assertThat(lender.requests()).hasSize(6);
        });
  }

  @Test
  void anInstanceWithoutARoleIsNoFaultOfTheClient() {
    with(
        Scripts.answers(404, "not here"),
        BedrockLoanTest::instance,
        Scripts.answers(200, ANSWER),
        (gateway, provider, _) -> {
          Answer refused = gateway.chat(WHOLE);
          assertThat(refused.status()).isEqualTo(502);
          assertThat(refused.error("code")).isEqualTo("upstream_auth_error");
          assertThat(provider.requests()).isEmpty();
        });
  }

  @Test
  void aContainersKeysAreAskedForWithItsToken() {
    with(
        Scripts.answers(200, loan("AKIDBOX")),
        lender -> container(lender, "Basic abc", null),
        Scripts.answers(200, ANSWER),
        (gateway, provider, lender) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(lender.requests().getFirst().head()).startsWith("GET /v2/credentials/1?a=b ");
          assertThat(lender.requests().getFirst().header("authorization")).isEqualTo("Basic abc");
          assertThat(provider.requests().getFirst().header("authorization")).contains("AKIDBOX");
        });
  }

  @Test
  void aPodsTokenIsReadFromItsFile(@TempDir Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("token"), "ey.pod\n");
    with(
        Scripts.answers(200, loan("AKIDPOD")),
        lender -> container(lender, null, file.toString()),
        Scripts.answers(200, ANSWER),
        (gateway, _, lender) -> {
          assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
          assertThat(lender.requests().getFirst().header("authorization")).isEqualTo("ey.pod");
        });
  }
}
