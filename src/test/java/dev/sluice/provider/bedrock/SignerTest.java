package dev.sluice.provider.bedrock;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.bus.Attempt;
import dev.sluice.config.AwsCredentials;
import dev.sluice.config.Secret;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Signatures as AWS's own signer makes them. */
final class SignerTest {
  private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

  private static JsonNode vectors() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SignerTest.class.getResourceAsStream("/wire/sigv4-bedrock.json"))) {
      return JsonMapper.builder().build().readTree(in);
    }
  }

  private static Signer signer(String session) {
    return new Signer(
        new AwsCredentials(
            new Secret("AKIDEXAMPLE"),
            new Secret("wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            session.isEmpty() ? null : new Secret(session)),
        "us-east-1",
        "bedrock");
  }

  @Test
  void signsAsAwsDoes() throws IOException {
    for (JsonNode vector : vectors()) {
      Map<String, String> headers =
          signer("")
              .sign(
                  URI.create(vector.get("url").asText()),
                  Buffer.buffer(vector.get("body").asText()),
                  AT);
      assertThat(headers)
          .containsEntry("authorization", vector.get("authorization").asText())
          .containsEntry("x-amz-date", vector.get("amzDate").asText())
          .hasSize(2);
    }
  }

  @Test
  void signsTheSessionsTokenToo() {
    Map<String, String> headers =
        signer("token").sign(URI.create("https://h.example/a"), Buffer.buffer("{}"), AT);
    assertThat(headers).containsEntry("x-amz-security-token", "token");
    assertThat(headers.get("authorization"))
        .contains("SignedHeaders=content-type;host;x-amz-date;x-amz-security-token,");
  }

  @Test
  void signsLongBodiesAsShortOnes() {
    try (Lane lane = new Lane()) {
      Buffer longBody = Buffer.buffer("x".repeat(1 << 20));
      URI uri = URI.create("https://h.example/a");
      Context context = lane.vertx().getOrCreateContext();
      var authority = new SigningAuthority(context, signer(""), InstantSource.fixed(AT));
      assertThat(Lane.get(lane.call(() -> authority.headers(uri, longBody))))
          .isEqualTo(signer("").sign(uri, longBody, AT));
    }
  }

  @Test
  void modelsAreOneSegmentOfThePath() {
    Attempt plain = Attempts.plain();
    Attempt arn =
        new Attempt(
            plain.endpoint(),
            plain.spoken(),
            plain.target(),
            plain.model(),
            "arn:aws:bedrock:us-east-1:1:inference-profile/eu.x-v1:0",
            plain.body(),
            true,
            0,
            "r",
            null,
            plain.cancellation());
    assertThat(Paths.of(plain)).isEqualTo("/model/house-small/converse");
    assertThat(Paths.of(arn))
        .isEqualTo(
            "/model/arn%3Aaws%3Abedrock%3Aus-east-1%3A1%3Ainference-profile%2Feu.x-v1%3A0"
                + "/converse-stream");
  }
}
