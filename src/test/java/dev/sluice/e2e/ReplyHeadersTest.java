package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.errors.NotFoundException;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.sluice.Keeps;
import dev.sluice.config.CorsConfig;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every answer has besides its body. */
final class ReplyHeadersTest {
  private static final String CHAT = "/v1/chat/completions";
  private static final String WELL_FORMED = "[A-Za-z0-9._:-]{1,128}";

  /**
   * A way to be answered.
   *
   * @param status of the answer
   */
  record Way(String name, int status, Script script, String request) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static Way way(String name, int status, String request) {
    return new Way(name, status, Scripts.serves(), request);
  }

  private static String chat(String body, String... headers) {
    return RawClient.request("POST", CHAT, body, headers);
  }

  static Stream<Way> ways() {
    return Stream.of(
        way("a whole answer", 200, chat(WHOLE)),
        way("a stream", 200, chat(STREAM)),
        way("an id that is not well-formed", 200, chat(WHOLE, "x-request-id: <script>")),
        way("the models", 200, RawClient.request("GET", "/v1/models", "")),
        way("the health", 200, RawClient.request("GET", "/health", "")),
        way("the meters", 200, RawClient.request("GET", "/metrics", "")),
        way("no JSON", 400, chat("{")),
        way("an unknown model", 404, chat(WHOLE.replace("\"chat\"", "\"none\""))),
        way("an unknown path", 404, RawClient.request("GET", "/nowhere", "")),
        way("a path that leaves its base", 404, RawClient.request("GET", "/../x", "")),
        way("another method", 405, RawClient.request("PUT", CHAT, "{}")),
        way("no method", 405, RawClient.request("BREW", CHAT, "{}")),
        way("options", 204, RawClient.request("OPTIONS", CHAT, "")),
        way(
            "a browser's question",
            204,
            RawClient.request(
                "OPTIONS",
                CHAT,
                "",
                "origin: https://app.example.com",
                "access-control-request-method: POST")),
        way("a body that is too large", 413, chat("x".repeat(2000))),
        way("a body that does not come", 408, "POST " + CHAT + head("content-length: 9")),
        way("a head that is too large", 400, "GET /health" + head("x: " + "x".repeat(9000))),
        way("no HTTP", 400, "HELO mail.example.com\r\n\r\n"),
        way("HTTP of no version", 400, "GET /health HTTP/9.z\r\n\r\n"),
        new Way("a refusal", 422, Scripts.refuses(422, "invalid_request_error", "no"), chat(WHOLE)),
        new Way("a provider that is down", 502, Scripts.closes(), chat(STREAM)),
        new Way("a provider that is silent", 200, Scripts.silent(), chat(STREAM)));
  }

  private static String head(String header) {
    return " HTTP/1.1\r\nhost: x\r\n" + header + "\r\n\r\n";
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps("ON-4")
  void ways(Way way) {
    Settings settings =
        new Settings()
            .heartbeat(200)
            .timeouts("firstByte", Duration.ofMillis(500))
            .limits("body", 1000, "bodyTime", Duration.ofMillis(200), "headers", 4096)
            .server("cors", new CorsConfig(List.of("https://app.example.com")));
    try (ScriptedProvider only = new ScriptedProvider(way.script());
        RunningGateway gateway = RunningGateway.with(settings, only);
        RawClient client = gateway.client()) {
      Answer answer = client.send(way.request()).head();

      assertThat(answer.status()).isEqualTo(way.status());
      assertThat(answer.header("x-request-id")).matches(WELL_FORMED);
      client.rest();
    }
  }

  private static void asking(Consumer<OpenAIClient> asked) {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(only)) {
      OpenAIClient client =
          OpenAIOkHttpClient.builder()
              .baseUrl("http://127.0.0.1:" + gateway.port() + "/v1")
              .apiKey("any")
              .maxRetries(0)
              .build();
      asked.accept(client);
      client.close();
    }
  }

  private static ChatCompletionCreateParams ask(String model) {
    return ChatCompletionCreateParams.builder()
        .model(model)
        .addUserMessage("Hi")
        .putAdditionalHeader("x-request-id", "mine-1")
        .build();
  }

  @Test
  @Keeps("ON-4")
  void theOfficialClientTellsTheId() {
    asking(client -> {
      try (HttpResponseFor<ChatCompletion> answer =
          client.chat().completions().withRawResponse().create(ask("chat"))) {
        assertThat(answer.requestId()).contains("mine-1");
      }
      NotFoundException missing =
          catchThrowableOfType(
              NotFoundException.class, () -> client.chat().completions().create(ask("none")));
      assertThat(missing.headers().values("x-request-id")).containsExactly("mine-1");
    });
  }

  @Test
  @Keeps("ON-5")
  void aConnectionIsKeptAndEveryAnswerTellsWhereItEnds() {
    try (ScriptedProvider only = new ScriptedProvider(Scripts.serves());
        RunningGateway gateway = RunningGateway.before(only);
        RawClient client = gateway.client()) {
      for (int turn = 0; turn < 2; turn++) {
        Answer whole = client.chat(WHOLE).answer();
        assertThat(whole.body()).isEqualTo(Scripts.ANSWER);
        assertThat(whole.headers()).containsKey("content-length");
        Answer stream = client.chat(STREAM).answer();
        assertThat(stream.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(stream.headers()).doesNotContainKey("content-length");
        Answer refused = client.chat("{").answer();
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.headers()).containsKey("content-length");
        Answer options = client.send(RawClient.request("OPTIONS", CHAT, "")).answer();
        assertThat(options.status()).isEqualTo(204);
      }
    }
  }
}
