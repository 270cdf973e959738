package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.sluice.Keeps;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.config.GeminiConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.e2e.ScriptedProvider.Seen;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** What of a request's headers reaches a provider, and what of its answer's reaches the client. */
final class ForwardedHeadersTest {
  private static final String SECRET = "sk-of-the-client";

  /** Every way in which clients of some dialect give their key. */
  private static final String[] KEYS = {
    "authorization: Bearer " + SECRET,
    "x-api-key: " + SECRET,
    "api-key: " + SECRET,
    "x-goog-api-key: " + SECRET,
    "proxy-authorization: Basic " + SECRET,
    "cookie: session=" + SECRET,
  };

  private static final String[] OTHERS = {
    "openai-organization: org-1",
    "openai-project: proj-1",
    "openai-beta: assistants=v2",
    "anthropic-beta: context-1m",
    "anthropic-workspace-id: w-1",
    "x-stainless-lang: java",
    "x-stainless-retry-count: 2",
    "x-forwarded-for: 192.0.2.1",
    "accept-encoding: gzip, br",
    "accept: application/octet-stream",
    "te: trailers",
    "keep-alive: timeout=5",
    "connection: keep-alive, x-hop",
    "x-hop: 1",
    "origin: https://app.example.com",
    "user-agent: somebody/1",
    "x-request-id: mine-1",
    "x-odd: 1",
  };

  /** What a provider is told, beside its own way of being given a key. */
  private static final Set<String> TOLD =
      Set.of(
          "host",
          "content-type",
          "content-length",
          "accept",
          "accept-encoding",
          "user-agent",
          "x-request-id");

  private static final String RESPONSE =
      """
      {"id":"resp_1","object":"response","created_at":1700000000,"status":"completed",\
      "model":"gpt-5-2025","output":[{"type":"message","id":"msg_1","status":"completed",\
      "role":"assistant","content":[{"type":"output_text","text":"Hi","annotations":[]}]}],\
      "usage":{"input_tokens":5,"output_tokens":2,"total_tokens":7}}\
      """;

  private static String[] all() {
    return Stream.of(KEYS, OTHERS).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private static Set<String> names(Seen seen) {
    return seen.head()
        .lines()
        .skip(1)
        .map(line -> line.substring(0, line.indexOf(':')).toLowerCase(Locale.ROOT))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Script answers(ExampleProvider speaker, String... headers) {
    return Scripts.answers(
        200,
        switch (speaker) {
          case CHAT -> Scripts.ANSWER;
          case MESSAGES -> MessagesScripts.ANSWER;
          case GEMINI -> GeminiTargetTest.ANSWER;
          case RESPONSES -> RESPONSE;
        },
        headers);
  }

  static Stream<Arguments> everyWay() {
    return Stream.of(ExampleProvider.values())
        .flatMap(speaker -> Stream.of(Door.values()).map(door -> Arguments.of(speaker, door)));
  }

  @ParameterizedTest
  @MethodSource("everyWay")
  @Keeps({"RT-9", "RT-10"})
  void aProviderIsToldWhatTheHouseSaysAndNothingElse(ExampleProvider speaker, Door door) {
    try (ScriptedProvider provider = new ScriptedProvider(answers(speaker));
        RunningGateway gateway = new RunningGateway(speaker.behind(provider))) {
      assertThat(door.ask(gateway, all()).status()).isEqualTo(200);

      Seen seen = provider.requests().getLast();
      Set<String> own = new TreeSet<>(TOLD);
      switch (speaker) {
        case CHAT, RESPONSES -> own.add("authorization");
        case MESSAGES -> own.addAll(Set.of("x-api-key", "anthropic-version"));
        case GEMINI -> own.add("x-goog-api-key");
      }
      assertThat(names(seen)).isEqualTo(own);
      assertThat(seen.head() + seen.body()).doesNotContain(SECRET, "org-1", "proj-1", "somebody");
      assertThat(seen.header("accept-encoding")).isEqualTo("identity");
      assertThat(seen.header("x-request-id")).isEqualTo("mine-1");
    }
  }

  @Test
  @Keeps("RT-9")
  void aKeyInTheQueryGoesNowhere() {
    try (ScriptedProvider provider =
            new ScriptedProvider(Scripts.answers(200, GeminiTargetTest.ANSWER));
        RunningGateway gateway = new RunningGateway(ExampleProvider.GEMINI.behind(provider))) {
      String path = Door.GEMINI.path() + "?key=" + SECRET + "&alt=json";
      assertThat(MessagesScripts.at(path, gateway, Door.GEMINI.body()).status()).isEqualTo(200);

      assertThat(provider.requests().getLast().head()).doesNotContain(SECRET, "key=");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/providers/g/models?key=sk-of-the-client, /models",
    "/providers/g/models?key=sk-of-the-client&pageSize=3, /models?pageSize=3",
    "/providers/g/models?pageSize=3&key=sk-of-the-client, /models?pageSize=3",
  })
  @Keeps("RT-9")
  void norDoesItToAProviderThatIsSpokenToItself(String path, String upstream) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers(200, "{}"));
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .speaking(
                        "g",
                        provider,
                        connection -> new GeminiConfig(connection, GeminiConfig.BETA, null),
                        "gemini-2.5-flash")
                    .passing("passthrough", List.of("g")))) {
      assertThat(gateway.ask("GET", path, KEYS).status()).isEqualTo(200);

      assertThat(provider.requests().getLast().head())
          .startsWith("GET " + upstream + " HTTP/1.1")
          .doesNotContain(SECRET);
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  @Keeps("RT-9")
  void whateverKeyAClientGivesItIsServed(Door door) {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.answers());
        RunningGateway gateway = RunningGateway.before(provider)) {
      assertThat(door.ask(gateway).status()).isEqualTo(200);
      for (String key : KEYS) {
        assertThat(door.ask(gateway, key).status()).as(key).isEqualTo(200);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Door.class)
  @Keeps("RT-9")
  void aProvidersRefusalOfTheHousesKeyIsNotTheClients(Door door) {
    try (ScriptedProvider provider =
            new ScriptedProvider(Scripts.refuses(401, "authentication_error", "invalid_api_key"));
        RunningGateway gateway = RunningGateway.before(provider)) {
      Answer answer = door.ask(gateway, KEYS);

      assertThat(answer.status()).isEqualTo(502);
      assertThat(answer.body()).doesNotContain(SECRET, "sk-secret-of-the-house");
    }
  }

  /** Keeps all that is logged. */
  private static final class Log extends AppenderBase<ILoggingEvent> {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    @Override
    protected void append(ILoggingEvent event) {
      lines.add(event.getFormattedMessage() + event.getKeyValuePairs() + event.getThrowableProxy());
    }
  }

  @Test
  @Keeps("RT-9")
  void noKeyIsLogged() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    Level before = root.getLevel();
    Log log = new Log();
    log.start();
    root.addAppender(log);
    root.setLevel(Level.DEBUG);
    try (ScriptedProvider provider =
            new ScriptedProvider(
                Script.inTurn(
                    Scripts.answers(),
                    Scripts.refuses(401, "authentication_error", "invalid_api_key"),
                    Scripts.closes(),
                    Scripts.answers(500, "{}")));
        RunningGateway gateway = RunningGateway.before(provider)) {
      for (int i = 0; i < 4; i++) {
        for (Door door : Door.values()) {
          int status = door.ask(gateway, KEYS).status();
          assertThat(status).isIn(200, 429, 502, 503, 529);
        }
      }
      String query = "/v1beta/models/none:generateContent?key=" + SECRET;
      assertThat(MessagesScripts.at(query, gateway, Door.GEMINI.body(), KEYS).status())
          .isEqualTo(404);
      assertThat(gateway.ask("GET", "/nowhere?key=" + SECRET, KEYS).body()).doesNotContain(SECRET);
      assertThat(gateway.ask("GET", "/metrics").body()).doesNotContain(SECRET);
      assertThat(gateway.ask("GET", "/v1/route/decisions").body()).doesNotContain(SECRET);
    } finally {
      root.setLevel(before);
      root.detachAppender(log);
    }

    assertThat(log.lines)
        .isNotEmpty()
        .noneMatch(line -> line.contains(SECRET) || line.contains("sk-secret-of-the-house"));
  }

  private static final String[] ANSWERED = {
    "connection: keep-alive, x-hop",
    "x-hop: 1",
    "keep-alive: timeout=5",
    "proxy-authenticate: Basic",
    "trailer: x-sum",
    "set-cookie: a=b",
    "server: upstream/1",
    "openai-organization: org-of-the-house",
    "openai-processing-ms: 12",
    "x-request-id: theirs",
    "request-id: theirs",
    "access-control-allow-origin: *",
    "x-odd: 1",
  };

  @ParameterizedTest
  @MethodSource("everyWay")
  @Keeps("RT-10")
  void aClientIsToldWhatTheHouseSaysAndNothingElse(ExampleProvider speaker, Door door) {
    try (ScriptedProvider provider = new ScriptedProvider(answers(speaker, ANSWERED));
        RunningGateway gateway = new RunningGateway(speaker.behind(provider))) {
      Answer answer = door.ask(gateway, "x-request-id: mine-1");

      Set<String> own =
          new TreeSet<>(
              Set.of(
                  "content-type",
                  "content-length",
                  "x-request-id",
                  "x-sluice-target",
                  "x-sluice-attempts"));
      if (door == Door.MESSAGES) {
        own.add("request-id");
        assertThat(answer.header("request-id")).isEqualTo("mine-1");
      }
      assertThat(answer.headers().keySet()).containsExactlyInAnyOrderElementsOf(own);
      assertThat(answer.header("x-request-id")).isEqualTo("mine-1");
    }
  }

  @Test
  @Keeps("RT-10")
  void ofAnthropicsNewsGoesOnWhatIsAllowed() {
    try (ScriptedProvider provider =
            new ScriptedProvider(Scripts.answers(200, MessagesScripts.ANSWER));
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .speaking(
                        "claude",
                        provider,
                        connection ->
                            new AnthropicConfig(
                                connection,
                                AnthropicConfig.VERSION_2023,
                                false,
                                List.of("context-*")),
                        "claude-sonnet-4-5"))) {
      assertThat(Door.MESSAGES.ask(gateway, "anthropic-beta: context-1m,secret-1").status())
          .isEqualTo(200);
      assertThat(provider.requests().getLast().header("anthropic-beta")).isEqualTo("context-1m");
    }
  }
}
