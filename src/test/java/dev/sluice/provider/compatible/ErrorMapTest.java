package dev.sluice.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.ErrorRule;
import dev.sluice.config.descriptor.ErrorRule.Meaning;
import dev.sluice.model.Failure;
import dev.sluice.wire.Refusal;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ErrorMapTest {
  private static Failure failure(
      int status, String body, Map<String, String> headers, ErrorRule... rules) {
    Descriptor plain = Descriptor.PLAIN;
    Descriptor descriptor =
        new Descriptor(
            "test",
            null,
            plain.paths(),
            plain.key(),
            Map.of(),
            Map.of(),
            Map.of(),
            List.of(),
            List.of(rules),
            Map.of("x-ratelimit-reset-tokens", "their-reset"),
            plain.embeddings(),
            true);
    return new ErrorMap(descriptor).of(status, Buffer.buffer(body), headers::get);
  }

  private static String error(String code, String message) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"t\",\"code\":\"%s\"}}"
        .formatted(message, code);
  }

  private static ErrorRule rule(
      int status, @Nullable String code, @Nullable String message, Meaning means) {
    return new ErrorRule(status, code, null, message, means);
  }

  @Test
  void aRuleSaysWhatACodeStandsFor() {
    ErrorRule spent = rule(0, "Account*", null, Meaning.SPENT);

    Failure failure = failure(403, error("AccountOverdueError", "pay"), Map.of(), spent);

    assertThat(failure).isEqualTo(new Failure.Throttled("pay", null, true));
  }

  @Test
  void aRuleIsForAllThatItSays() {
    ErrorRule busy = rule(429, "1305", "*busy*", Meaning.OVERLOADED);

    assertThat(failure(429, error("1305", "Too BUSY now"), Map.of(), busy))
        .isInstanceOf(Failure.Unavailable.class);
    assertThat(failure(429, error("1305", "other"), Map.of(), busy))
        .isInstanceOf(Failure.Throttled.class);
    assertThat(failure(500, error("1305", "busy"), Map.of(), busy))
        .isEqualTo(
            new Failure.Unavailable(
                500, "The provider failed to serve the request (status 500).", null));
  }

  @Test
  void theFirstRuleCounts() {
    ErrorRule one = rule(400, null, null, Meaning.THROTTLED);
    ErrorRule two = rule(0, "x", null, Meaning.UNAUTHORISED);

    assertThat(failure(400, error("x", "m"), Map.of(), one, two))
        .isInstanceOf(Failure.Throttled.class);
  }

  @Test
  void aLimitThatIsToldByAnotherStatusIsWaitedFor() {
    ErrorRule busy = rule(400, null, null, Meaning.THROTTLED);

    assertThat(failure(400, error("x", "m"), Map.of("retry-after", "7"), busy))
        .isEqualTo(new Failure.Throttled("m", Duration.ofSeconds(7), false));
  }

  @Test
  void aHeaderOfAnotherNameIsRead() {
    assertThat(failure(429, error("x", "m"), Map.of("their-reset", "3s")))
        .isEqualTo(new Failure.Throttled("m", Duration.ofSeconds(3), false));
  }

  @Test
  void aPromptThatIsTooLongIsKnownAsThat() {
    ErrorRule rule = rule(400, null, "*max message tokens*", Meaning.CONTEXT_LENGTH);

    Failure failure = failure(400, error("x", "Above MAX message tokens."), Map.of(), rule);

    assertThat(failure)
        .isInstanceOfSatisfying(
            Failure.Rejected.class,
            rejected -> assertThat(Refusal.of(rejected)).isEqualTo(Refusal.CONTEXT_LENGTH));
  }

  @Test
  void whatTheFilterRefusesIsKnownAsThat() {
    ErrorRule rule = rule(0, "1301", null, Meaning.CONTENT_FILTER);

    assertThat(failure(400, error("1301", "no"), Map.of(), rule))
        .isInstanceOfSatisfying(
            Failure.Rejected.class,
            rejected -> assertThat(Refusal.of(rejected)).isEqualTo(Refusal.CONTENT_FILTER));
  }

  @Test
  void whatNoRuleIsForIsAsOpenAiMeansIt() {
    ErrorRule rule = rule(0, "1301", null, Meaning.CONTENT_FILTER);

    assertThat(failure(401, "<html>", Map.of(), rule)).isInstanceOf(Failure.Unauthorised.class);
    assertThat(failure(503, "", Map.of(), rule)).isInstanceOf(Failure.Unavailable.class);
    assertThat(failure(422, error("x", "m"), Map.of(), rule)).isInstanceOf(Failure.Rejected.class);
  }
}
