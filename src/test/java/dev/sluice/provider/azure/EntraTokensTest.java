package dev.sluice.provider.azure;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.config.EntraConfig;
import dev.sluice.config.Secret;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.azure.EntraTokens.Token;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EntraTokensTest {
  private static final EntraConfig CONFIG =
      new EntraConfig(EntraConfig.PUBLIC, "t", "c", new Secret("s"), EntraConfig.SCOPE);
  private static final URI ANYWHERE = URI.create("https://house.example");

  private final List<Promise<Token>> fetches = new ArrayList<>();
  private long now;
  private final EntraTokens tokens =
      new EntraTokens(
          CONFIG,
          _ -> {
            Promise<Token> promise = Promise.promise();
            fetches.add(promise);
            return promise.future();
          },
          () -> now);

  @CanIgnoreReturnValue
  private Future<Map<String, String>> ask() {
    return tokens.headers(ANYWHERE, Buffer.buffer());
  }

  private void pass(Duration time) {
    now += time.toNanos();
  }

  private void give(String text) {
    fetches.getLast().complete(new Token(text, Duration.ofHours(1)));
  }

  private void refuse() {
    fetches.getLast().fail(new FailureException(new Failure.Unauthorised("no")));
  }

  @Test
  void requestsThatComeDuringAFetchShareIt() {
    Future<Map<String, String>> one = ask();
    Future<Map<String, String>> other = ask();
    assertThat(one.isComplete()).isFalse();

    give("a");

    assertThat(fetches).hasSize(1);
    assertThat(one.result()).isEqualTo(Map.of("authorization", "Bearer a"));
    assertThat(other.result()).isEqualTo(one.result());
  }

  @Test
  void aTokenIsUsedUntilShortlyBeforeItsEnd() {
    ask();
    give("a");
    pass(Duration.ofMinutes(54));

    assertThat(ask().result()).containsValue("Bearer a");
    assertThat(fetches).hasSize(1);
  }

  @Test
  void noRequestWaitsForARenewal() {
    ask();
    give("a");
    pass(Duration.ofMinutes(56));

    assertThat(ask().result()).containsValue("Bearer a");
    assertThat(ask().result()).containsValue("Bearer a");
    assertThat(fetches).hasSize(2);
    give("b");
    assertThat(ask().result()).containsValue("Bearer b");
  }

  @Test
  void aTokenThatHasEndedIsNotSent() {
    ask();
    give("a");
    pass(Duration.ofMinutes(61));

    assertThat(ask().isComplete()).isFalse();
  }

  @Test
  void aRenewalThatFailsLeavesTheTokenThatHolds() {
    ask();
    give("a");
    pass(Duration.ofMinutes(56));
    ask();
    refuse();

    assertThat(ask().result()).containsValue("Bearer a");
    assertThat(fetches).hasSize(2);
    pass(EntraTokens.REST);
    assertThat(ask().result()).containsValue("Bearer a");
    assertThat(fetches).hasSize(3);
  }

  @Test
  void theAuthorityIsLeftAloneAfterARefusal() {
    Future<Map<String, String>> first = ask();
    refuse();

    assertThat(first.cause()).isInstanceOf(FailureException.class);
    assertThat(ask().cause()).isSameAs(first.cause());
    assertThat(fetches).hasSize(1);
    pass(EntraTokens.REST);
    ask();
    assertThat(fetches).hasSize(2);
  }

  @Test
  void anAuthorityThatCannotBeReachedIsAFailureOfItsKind() {
    Future<Map<String, String>> asked = ask();
    fetches.getLast().fail(new IOException("login.example refused"));

    assertThat(asked.cause())
        .isInstanceOfSatisfying(
            FailureException.class,
            cause ->
                assertThat(cause.failure())
                    .isInstanceOf(Failure.Unreachable.class)
                    .extracting(Failure::message)
                    .asString()
                    .doesNotContain("login.example"));
  }

  @Test
  void aTokenThatTheProviderDoesNotTakeIsThrownAway() {
    ask();
    give("a");

    tokens.forget();

    assertThat(ask().isComplete()).isFalse();
    assertThat(fetches).hasSize(2);
  }
}
