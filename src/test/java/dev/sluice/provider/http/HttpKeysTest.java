package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.config.Secret;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import dev.sluice.provider.http.ScriptedProvider.Asked;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.net.NetSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Several keys of one provider, over sockets. */
final class HttpKeysTest {
  private static final String OK = ScriptedProvider.answer(200, "", "{}");
  private static final String NOT_ACCEPTED = ScriptedProvider.answer(401, "", "{}");
  private static final String BUSY = ScriptedProvider.answer(429, "retry-after: 30\r\n", "{}");

  private final Lane lane = new Lane();
  private final KeyMeters meters = new KeyMeters(List.of("house"));

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void keysAreUsedInTurn() {
    ScriptedProvider provider = provider(Map.of());
    Adapter adapter = adapter(provider, "a", "b");

    for (int i = 0; i < 4; i++) {
      answer(adapter);
    }

    assertThat(keys(provider)).containsExactly("a", "b", "a", "b");
  }

  @ParameterizedTest
  @CsvSource({
    "401,invalid_api_key",
    "403,permission_error",
    "402,x",
    "429,insufficient_quota",
    "429,billing_hard_limit_reached"
  })
  void anAttemptGoesOnWithTheNextKeyAndTheDeadOneIsSetAside(int status, String code) {
    String dead =
        ScriptedProvider.answer(status, "", "{\"error\":{\"code\":\"%s\"}}".formatted(code));
    ScriptedProvider provider = provider(Map.of("a", dead));
    Adapter adapter = adapter(provider, "a", "b", "c");

    Performed first = lane.perform(adapter, Attempts.plain()).read();
    assertThat(first.whole()).isEqualTo("{}");
    for (int i = 0; i < 3; i++) {
      answer(adapter);
    }

    assertThat(first.replies()).hasSize(1);
    assertThat(keys(provider)).containsExactly("a", "b", "c", "b", "c");
    assertThat(count("ready")).isEqualTo(2);
    assertThat(count("set_aside")).isEqualTo(1);
  }

  @Test
  void aThrottledKeyRestsWhileOthersServe() {
    ScriptedProvider provider = provider(Map.of("a", BUSY));
    Adapter adapter = adapter(provider, "a", "b");

    answer(adapter);
    answer(adapter);

    assertThat(keys(provider)).containsExactly("a", "b", "b");
    assertThat(count("resting")).isEqualTo(1);
  }

  @Test
  void theFailureGoesOutWhenAllKeysAreDeadAndNoneIsTriedTwice() {
    ScriptedProvider provider = provider(Map.of("a", NOT_ACCEPTED, "b", NOT_ACCEPTED));
    Adapter adapter = adapter(provider, "a", "b");

    Failure failure = lane.perform(adapter, Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
    assertThat(keys(provider)).containsExactly("a", "b");
    assertThat(count("set_aside")).isEqualTo(2);
  }

  @Test
  void nothingIsSentWhileAllKeysRest() {
    ScriptedProvider provider = provider(Map.of("a", BUSY, "b", BUSY));
    Adapter adapter = adapter(provider, "a", "b");

    Failure first = lane.perform(adapter, Attempts.plain()).failure();
    Failure second = lane.perform(adapter, Attempts.plain()).failure();

    assertThat(keys(provider)).containsExactly("a", "b");
    assertThat(List.of(first, second))
        .allSatisfy(failure ->
            assertThat(failure)
                .isInstanceOfSatisfying(
                    Failure.Throttled.class,
                    throttled ->
                        assertThat(throttled.retryAfter())
                            .isBetween(Duration.ofSeconds(10), Duration.ofSeconds(30))));
  }

  @Test
  void aFailureThatIsNotTheKeysIsNotRepeated() {
    String down = ScriptedProvider.answer(503, "", "{}");
    ScriptedProvider provider = provider(Map.of("a", down, "b", down));

    Failure failure = lane.perform(adapter(provider, "a", "b"), Attempts.plain()).failure();

    assertThat(failure).isInstanceOf(Failure.Unavailable.class);
    assertThat(provider.asked()).hasSize(1);
  }

  @Test
  void theClientsOwnCredentialsSayNothingOfTheKeys() {
    ScriptedProvider provider = provider(Map.of("theirs", NOT_ACCEPTED));
    Adapter adapter = adapter(config(provider, true, "a", "b"));

    Failure failure = lane.perform(adapter, Attempts.authorised("Bearer theirs")).failure();
    answer(adapter);

    assertThat(failure).isInstanceOf(Failure.Unauthorised.class);
    assertThat(keys(provider)).containsExactly("theirs", "a");
    assertThat(count("ready")).isEqualTo(2);
  }

  @Test
  void aSingleKeyIsSentWhateverItsStateIs() {
    ScriptedProvider provider = provider(Map.of("a", NOT_ACCEPTED));
    Adapter adapter = adapter(provider, "a");

    assertThat(lane.perform(adapter, Attempts.plain()).failure())
        .isInstanceOf(Failure.Unauthorised.class);
    assertThat(lane.perform(adapter, Attempts.plain()).failure())
        .isInstanceOf(Failure.Unauthorised.class);

    assertThat(keys(provider)).containsExactly("a", "a");
    assertThat(count("set_aside")).isEqualTo(1);
  }

  @Test
  void anAttemptCancelledBetweenTwoKeysRepliesOnceAndLeavesItsPlace() {
    Attempt attempt = Attempts.plain();
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, asked) -> {
              if (key(asked).equals("a")) {
                socket.write(NOT_ACCEPTED);
              }
            });
    Adapter adapter =
        adapter(
            Configs.keyed(provider.port(), Configs.pool(1, 0, false), false, secrets("a", "b")));
    Performed performed = lane.perform(adapter, attempt);
    await().until(() -> provider.asked().size() == 2);

    performed.cancel();

    await().until(() -> provider.closed() == 1);
    assertThat(performed.replies()).singleElement().isInstanceOf(Reply.Failed.class);
    Performed next = lane.perform(adapter, Attempts.plain());
    await().until(() -> provider.asked().size() == 3);
    next.cancel();
  }

  @Test
  void aClosedAdapterIsCountedNoMore() {
    Adapter adapter = adapter(provider(Map.of()), "a", "b");
    assertThat(count("ready")).isEqualTo(2);

    Lane.get(lane.call(adapter::close));

    assertThat(count("ready")).isZero();
  }

  @Test
  void aKeyIsInTheWorstStateThatAnyLaneKnows() {
    ScriptedProvider provider = provider(Map.of("a", NOT_ACCEPTED));
    Adapter one = adapter(provider, "a", "b");
    Adapter two = adapter(provider, "a", "b");

    answer(one);

    assertThat(two).isNotNull();
    assertThat(count("ready")).isEqualTo(1);
    assertThat(count("set_aside")).isEqualTo(1);
  }

  private void answer(Adapter adapter) {
    assertThat(lane.perform(adapter, Attempts.plain()).read().whole()).isEqualTo("{}");
  }

  /** What each key is answered; the others are served. */
  private ScriptedProvider provider(Map<String, String> answers) {
    return new ScriptedProvider(
        lane.vertx(),
        (NetSocket socket, Asked asked) -> socket.write(answers.getOrDefault(key(asked), OK)));
  }

  private Adapter adapter(ScriptedProvider provider, String... keys) {
    return adapter(config(provider, false, keys));
  }

  private Adapter adapter(ConnectionConfig config) {
    return lane.adapter(vertx -> new HttpAdapter(vertx, config, 1024, meters));
  }

  private static ConnectionConfig config(
      ScriptedProvider provider, boolean forward, String... keys) {
    return Configs.keyed(provider.port(), Configs.pool(8, 8, false), forward, secrets(keys));
  }

  private static List<Secret> secrets(String... keys) {
    return Arrays.stream(keys).map(Secret::new).toList();
  }

  private double count(String state) {
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    meters.bindTo(registry);
    return registry
        .get("sluice.provider.keys")
        .tags("provider", "house", "state", state)
        .gauge()
        .value();
  }

  private static List<String> keys(ScriptedProvider provider) {
    return provider.asked().stream().map(HttpKeysTest::key).toList();
  }

  private static String key(Asked asked) {
    return Objects.requireNonNull(asked.header("authorization")).substring("Bearer ".length());
  }
}
