package dev.sluice.provider.compatible;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.EmbeddingsTraits;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.config.descriptor.ModelRules;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FieldRule;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Canned;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CompatibleAdapterTest {
  private static final Descriptor DESCRIPTOR =
      new Descriptor(
          "test",
          null,
          Map.of(Endpoint.CHAT, "/chat/completions"),
          KeyPlace.BEARER,
          Map.of(),
          Map.of("seed", FieldRule.DROP, "logprobs", FieldRule.REFUSE),
          Map.of(),
          List.of(new ModelRules(List.of("deep-*"), Map.of("seed", FieldRule.KEEP))),
          List.of(),
          Map.of("x-ratelimit-remaining-tokens", "their-remaining"),
          EmbeddingsTraits.USUAL,
          true);

  private final Lane lane = new Lane();
  private final Canned server =
      new Canned(_ -> Canned.answer("{\"id\":1}", "their-remaining", "5"));

  @AfterEach
  void close() {
    lane.close();
  }

  private static Attempt attempt(Endpoint endpoint, String model, String body) {
    return new Attempt(
        endpoint,
        Dialect.OPENAI_CHAT,
        Attempts.target("house"),
        "m",
        model,
        Buffer.buffer(body),
        false,
        0,
        "req-1",
        null,
        new Cancellation());
  }

  @CanIgnoreReturnValue
  private Performed perform(Attempt attempt) {
    Adapter adapter = lane.adapter(vertx -> new CompatibleAdapter(vertx, DESCRIPTOR, server));
    return lane.perform(adapter, attempt);
  }

  @Test
  void aRequestIsMadeFitAndTheClientToldOfIt() {
    Performed performed =
        perform(attempt(Endpoint.CHAT, "other", "{\"seed\":7,\"model\":\"other\"}"));

    assertThat(performed.answered().headers().get("x-sluice-dropped")).startsWith("seed;");
    assertThat(server.bodies()).containsExactly("{\"model\":\"other\"}");
  }

  @Test
  void aRequestThatFitsIsPassedOnItself() {
    Attempt attempt = attempt(Endpoint.CHAT, "other", "{\"model\":\"other\"}");

    Performed performed = perform(attempt);

    assertThat(server.attempts().getFirst().body()).isSameAs(attempt.body());
    assertThat(performed.answered().headers().contains("x-sluice-dropped")).isFalse();
  }

  @Test
  void someModelsDiffer() {
    perform(attempt(Endpoint.CHAT, "vendor/Deep-Think", "{\"seed\":7}"));

    assertThat(server.bodies()).containsExactly("{\"seed\":7}");
  }

  @Test
  void whatIsRefusedIsNotSent() {
    Performed performed = perform(attempt(Endpoint.CHAT, "other", "{\"logprobs\":true}"));

    assertThat(performed.failure()).isInstanceOf(Failure.BadRequest.class);
    assertThat(server.attempts()).isEmpty();
  }

  @Test
  void aLongRequestIsMadeFitAsAShortOne() {
    String words = "word ".repeat(60_000);
    String body = "{\"seed\":7,\"user\":\"" + words + "\"}";

    assertThat(perform(attempt(Endpoint.CHAT, "other", body)).answered().status()).isEqualTo(200);
    Performed refused =
        perform(attempt(Endpoint.CHAT, "other", "{\"logprobs\":1,\"user\":\"" + words + "\"}"));

    assertThat(refused.failure()).isInstanceOf(Failure.BadRequest.class);
    assertThat(server.bodies()).containsExactly("{\"user\":\"" + words + "\"}");
  }

  @Test
  void anEndpointThatTheServerLacksIsRefused() {
    Performed performed = perform(attempt(Endpoint.RERANK, "other", "{}"));

    assertThat(performed.failure())
        .isInstanceOfSatisfying(
            Failure.Rejected.class,
            failure -> assertThat(failure.code()).isEqualTo("unsupported_endpoint"));
    assertThat(server.attempts()).isEmpty();
  }

  @Test
  void itsNamesOfTheLimitsAreMadeTheUsualOnes() {
    Performed performed = perform(attempt(Endpoint.CHAT, "other", "{}"));

    assertThat(performed.answered().headers().get("x-ratelimit-remaining-tokens")).isEqualTo("5");
  }
}
