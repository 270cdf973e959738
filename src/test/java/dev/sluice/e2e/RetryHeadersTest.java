package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Caps;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What failures say about coming again. */
final class RetryHeadersTest {
  private static final String SPENT =
      "{\"error\":{\"message\":\"Spent.\",\"type\":\"insufficient_quota\","
          + "\"code\":\"insufficient_quota\"}}";

  private static Answer asked(ExampleProvider speaker, Script script, Door door) {
    try (ScriptedProvider provider = new ScriptedProvider(script);
        RunningGateway gateway = new RunningGateway(speaker.behind(provider))) {
      return door.ask(gateway);
    }
  }

  /** A client that is told of a wait is told the same by both headers, within a minute. */
  private static void assertWait(Answer answer, long leastMillis, long mostMillis) {
    String millis = answer.header("retry-after-ms");
    String seconds = answer.header("retry-after");
    assertThat(millis).matches("[1-9][0-9]*");
    assertThat(seconds).matches("[1-9][0-9]*");
    long wait = Long.parseLong("" + millis);
    assertThat(wait).isBetween(leastMillis, mostMillis);
    assertThat(Long.parseLong("" + seconds)).isBetween(1L, 60L);
    assertThat(Long.parseLong("" + seconds)).isEqualTo(Math.max(1, Math.ceilDiv(wait, 1000L)));
    assertThat(answer.header("x-should-retry")).isNull();
  }

  @ParameterizedTest
  @CsvSource({"CHAT, 429", "RESPONSES, 429", "GEMINI, 429", "MESSAGES, 402"})
  @Keeps("RT-3")
  void whatWaitingDoesNotHealIsNotToBeAskedAgain(Door door, int status) {
    Answer answer =
        asked(ExampleProvider.CHAT, Scripts.answers(429, SPENT, "retry-after: 1"), door);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers())
        .containsEntry("x-should-retry", "false")
        .doesNotContainKeys("retry-after", "retry-after-ms");
    if (door == Door.CHAT || door == Door.RESPONSES) {
      assertThat(answer.error("code")).isEqualTo("insufficient_quota");
      assertThat(answer.error("type")).isEqualTo("insufficient_quota");
    }
    if (door == Door.MESSAGES) {
      assertThat(answer.error("type")).isEqualTo("billing_error");
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  @Keeps("RT-4")
  void aCapTellsWhenThereIsSomethingAgain(Door door) {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway =
            new RunningGateway(new Settings().caps(new Caps(1, 0, 0)).target("first", only))) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      Answer answer = door.ask(gateway);

      assertThat(answer.status()).isEqualTo(429);
      assertWait(answer, 1_000, 60_000);
    }
  }

  @ParameterizedTest
  @CsvSource({"retry-after: 86400, 60000", "retry-after-ms: 3, 1000", "x-none: 1, 1000"})
  @Keeps("RT-4")
  void aProvidersWaitIsToldWithinAMinute(String header, long millis) {
    Script busy = Scripts.refuses(429, "requests", "rate_limit_exceeded", header);
    Answer answer = asked(ExampleProvider.CHAT, busy, Door.CHAT);

    assertThat(answer.status()).isEqualTo(429);
    assertThat(answer.error("code")).isEqualTo("rate_limit_exceeded");
    assertWait(answer, millis, millis);
  }

  @Test
  @Keeps("RT-5")
  void aDateIsReadAndToldAsSeconds() {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC);
    String date = DateTimeFormatter.RFC_1123_DATE_TIME.format(now);
    String then = DateTimeFormatter.RFC_1123_DATE_TIME.format(now.plusSeconds(30));
    Script busy =
        Scripts.refuses(503, "server_error", "busy", "date: " + date, "retry-after: " + then);

    assertWait(asked(ExampleProvider.CHAT, busy, Door.CHAT), 30_000, 30_000);
  }

  static Stream<Arguments> conflicts() {
    return Stream.of(ExampleProvider.values())
        .flatMap(speaker -> Stream.of(Door.values()).map(door -> Arguments.of(speaker, door)));
  }

  @ParameterizedTest
  @MethodSource("conflicts")
  @Keeps("RT-6")
  void aConflictAtTheProviderIsNoneOfTheClients(ExampleProvider speaker, Door door) {
    String body =
        switch (speaker) {
          case MESSAGES -> MessagesScripts.error("conflict_error");
          case GEMINI -> GeminiTargetTest.error(409, "ABORTED");
          case CHAT, RESPONSES -> Scripts.error("conflict", "409");
        };
    Answer refused = asked(speaker, Scripts.answers(409, body), door);
    Answer within = asked(speaker, Scripts.answers(200, body), door);

    assertThat(refused.status()).isBetween(500, 599);
    assertThat(within.status()).isBetween(500, 599);
    assertWait(refused, 1_000, 60_000);
    assertWait(within, 1_000, 60_000);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("dev.sluice.e2e.Fault#table")
  @Keeps({"RT-6", "RT-7"})
  void whoeverIsSentAwayKnowsWhenToComeAgain(Fault fault) {
    Settings settings = new Settings().timeouts("firstByte", Duration.ofMillis(300));
    try (ScriptedProvider only = new ScriptedProvider(fault.script());
        RunningGateway gateway = RunningGateway.with(settings, only)) {
      Answer answer = gateway.chat(fault.request());

      assertThat(answer.status()).isEqualTo(fault.status()).isNotEqualTo(409);
      if (answer.status() == 429 || answer.status() >= 500) {
        boolean waits = answer.headers().containsKey("retry-after");
        boolean hopeless = "false".equals(answer.header("x-should-retry"));
        assertThat(waits).isNotEqualTo(hopeless);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  @Keeps("RT-7")
  void whoFindsNoTargetIsToldAWait(Door door) {
    Script busy = Scripts.refuses(503, "server_error", "busy", "retry-after: 30");
    try (ScriptedProvider first = new ScriptedProvider(busy);
        ScriptedProvider second = new ScriptedProvider(busy);
        RunningGateway gateway = RunningGateway.before(first, second)) {
      assertWait(door.ask(gateway), 29_000, 30_000);
      assertWait(door.ask(gateway), 20_000, 30_000);
      assertThat(first.attempts() + second.attempts()).isEqualTo(2);
    }
  }

  private static final String[] LIMITS = {
    "x-ratelimit-limit-requests: 500",
    "x-ratelimit-remaining-requests: 499",
    "x-ratelimit-reset-requests: 120ms",
    "x-ratelimit-remaining-tokens: 29000",
    "x-ratelimit-remaining: 7",
    "anthropic-ratelimit-requests-remaining: 9",
    "anthropic-ratelimit-tokens-reset: 2026-01-01T00:00:00Z",
  };

  private static void assertNoLimits(Answer answer) {
    assertThat(answer.headers().keySet()).noneMatch(name -> name.contains("ratelimit"));
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  @Keeps("RT-8")
  void theHousesLimitsAtAProviderAreItsOwnAffair(Door door) {
    Script script =
        Script.inTurn(
            Scripts.answers(200, Scripts.ANSWER, LIMITS),
            Scripts.refuses(429, "requests", "slow_down", LIMITS));
    try (ScriptedProvider only = new ScriptedProvider(script);
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer served = door.ask(gateway);
      assertThat(served.status()).isEqualTo(200);
      assertNoLimits(served);
      Answer refused = door.ask(gateway);
      assertThat(refused.status()).isEqualTo(429);
      assertNoLimits(refused);
    }
  }

  @Test
  @Keeps("RT-8")
  void aStreamsHeadTellsNoLimitsEither() {
    Script stream =
        Scripts.says(
            Scripts.streamHead(LIMITS)
                .appendBuffer(
                    Scripts.chunk(
                        Scripts.events(Scripts.ROLE, Scripts.HELLO, Scripts.FINISH, Scripts.DONE)))
                .appendString("0\r\n\r\n"));
    try (ScriptedProvider only = new ScriptedProvider(stream);
        RunningGateway gateway = RunningGateway.before(only)) {
      Answer answer = gateway.chat(STREAM);
      assertThat(answer.data()).last().isEqualTo(Scripts.DONE);
      assertNoLimits(answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/files", "/v1/embeddings", "/providers/p0/models"})
  @Keeps("RT-8")
  void besideChatToo(String path) {
    String body = "{\"data\":[{\"embedding\":[1]}]}";
    try (HttpProvider provider =
            new HttpProvider((_, response) -> {
              for (String limit : LIMITS) {
                String[] words = limit.split(": ", 2);
                response.putHeader(words[0], words[1]);
              }
              response.putHeader("retry-after", "7").putHeader("content-type", "application/json");
              response.end(body);
            });
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("p0", provider.port())
                    .passing("files", "p0", "passthrough", List.of("p0")));
        RawClient client = gateway.client()) {
      boolean vectors = path.endsWith("embeddings");
      String json = vectors ? "{\"model\":\"chat\",\"input\":\"a\"}" : "";
      String method = vectors ? "POST" : "GET";
      Answer answer = client.send(RawClient.request(method, path, json)).answer();

      assertThat(answer.status()).isEqualTo(200);
      assertNoLimits(answer);
      Map<String, String> headers = answer.headers();
      assertThat(headers.get("retry-after")).isEqualTo(vectors ? null : "7");
    }
  }
}
