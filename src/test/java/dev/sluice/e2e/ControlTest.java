package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.refuses;
import static dev.sluice.e2e.Scripts.serves;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the control API tells over real sockets. */
final class ControlTest {
  private static final String EXPLAIN = "/v1/route/explain";

  private static JsonNode get(RunningGateway gateway, String path) {
    return json(gateway.ask("GET", path));
  }

  private static JsonNode json(Answer answer) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("content-type")).isEqualTo("application/json");
    return Answer.json(answer.body());
  }

  private static Answer explain(RunningGateway gateway, String body, String... headers) {
    try (RawClient client = gateway.client()) {
      return client.send(RawClient.request("POST", EXPLAIN, body, headers)).answer();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/v1/route/decisions",
        "/v1/load-balancing/statistics",
        "/v1/stats",
        "/v1/stats?node=self",
        "/v1/providers/stats/overview",
        "/v1/providers/calm/performance",
        "/v1/health/providers",
        "/v1/health/models/calm",
        "/admin/nodes"
      })
  void aPageIsReadByGetAndHead(String path) {
    try (RunningGateway gateway = new RunningGateway(new Settings());
        RawClient client = gateway.client()) {
      Answer get = client.send(RawClient.request("GET", path, "")).answer();
      Answer head = client.send(RawClient.request("HEAD", path, "")).head();

      assertThat(json(get).isObject()).isTrue();
      assertThat(head.status()).isEqualTo(200);
      assertThat(head.header("content-type")).isEqualTo(get.header("content-type"));
      Answer options = client.send(RawClient.request("OPTIONS", path, "")).answer();
      assertThat(options.status()).isEqualTo(204);
      assertThat(options.header("allow")).isEqualTo("GET, HEAD, OPTIONS");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/route/explain, 405, method_not_allowed, 'POST, OPTIONS'",
    "GET, /v1/stats/reset, 405, method_not_allowed, 'POST, OPTIONS'",
    "POST, /v1/stats, 405, method_not_allowed, 'GET, HEAD, OPTIONS'",
    "GET, /v1/providers/nobody/performance, 404, unknown_url,",
    "GET, /v1/health/models/clam, 404, model_not_found,",
    "GET, /v1/route/decisions?limit=0, 400, invalid_value,",
    "GET, /v1/route/decisions?limit=many, 400, invalid_value,",
    "GET, /v1/stats?node=nobody, 400, invalid_value,"
  })
  void aPageThatCannotBeIsTold(String method, String path, int status, String code, String allow) {
    try (RunningGateway gateway = new RunningGateway(new Settings())) {
      Answer answer = gateway.ask(method, path);
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.error("type")).isEqualTo("invalid_request_error");
      assertThat(answer.error("code")).isEqualTo(code);
      assertThat(answer.header("allow")).isEqualTo(allow);
    }
  }

  @Test
  void anExplanationSendsNothing() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway =
            RunningGateway.with(
                new Settings().target("off", first, "enabled", false), first, second)) {
      JsonNode report =
          json(
              explain(
                  gateway,
                  "{\"model\":\"chat\",\"max_tokens\":9,\"tools\":[{}],"
                      + RunningGateway.MESSAGES
                      + "}"));

      assertThat(report.at("/model").asText()).isEqualTo("chat");
      assertThat(report.at("/strategy").asText()).isEqualTo("weighted");
      assertThat(report.at("/plan").toString()).isEqualTo("[\"first/chat\",\"second/chat\"]");
      assertThat(report.at("/eligible/0/target").asText()).isEqualTo("first/chat");
      assertThat(report.at("/excluded/0/target").asText()).isEqualTo("off/chat");
      assertThat(report.at("/excluded/0/why").asText()).isEqualTo("disabled");
      assertThat(report.at("/request/prompt_tokens").asInt()).isPositive();
      assertThat(report.at("/request/max_tokens").asInt()).isEqualTo(9);
      assertThat(report.at("/request/features").toString()).isEqualTo("[\"tools\"]");
      assertThat(report.at("/request/conversation").asText()).isNotEmpty();
      assertThat(first.attempts() + second.attempts()).isZero();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"model\":\"chat\"}                     | 400 | missing_required_parameter",
        "nonsense                                 | 400 | invalid_json",
        "{\"model\":\"clam\",\"messages\":[{}]}   | 404 | model_not_found"
      })
  void aRequestThatWouldBeRefusedIsRefused(String body, int status, String code) {
    try (RunningGateway gateway = new RunningGateway(new Settings());
        RawClient client = gateway.client()) {
      Answer answer = client.send(RawClient.request("POST", EXPLAIN, body)).answer();
      assertThat(answer.status()).isEqualTo(status);
      assertThat(answer.error("code")).isEqualTo(code);
      assertThat(client.send(RawClient.request("GET", "/health", "")).answer().status())
          .isEqualTo(200);
    }
  }

  @Test
  void aBodyThatIsTooLargeIsRefused() {
    try (RunningGateway gateway = new RunningGateway(new Settings().limits("body", 100))) {
      Answer answer = explain(gateway, WHOLE + " ".repeat(100));
      assertThat(answer.status()).isEqualTo(413);
      assertThat(answer.error("code")).isEqualTo("request_too_large");
    }
  }

  @Test
  void aWishThatIsNotUnderstoodIsRefusedThereToo() {
    try (RunningGateway gateway = new RunningGateway(new Settings())) {
      Answer answer = explain(gateway, WHOLE, "x-sluice-strategy: fastest");
      assertThat(answer.status()).isEqualTo(400);
      assertThat(answer.error("param")).isEqualTo("x-sluice-strategy");
    }
  }

  @Test
  void theLastDecisionsAreListedLatestFirst() {
    try (ScriptedProvider first = new ScriptedProvider(refuses(503, "server_error", "overloaded"));
        ScriptedProvider second = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first, second)) {
      Instant before = Instant.now().minusSeconds(1);
      assertThat(gateway.chat(STREAM).status()).isEqualTo(200);
      assertThat(gateway.chat(WHOLE.replace("chat", "calm")).status()).isEqualTo(200);
      assertThat(gateway.chat(WHOLE.replace("chat", "clam")).status()).isEqualTo(404);

      JsonNode all = get(gateway, "/v1/route/decisions").at("/decisions");
      assertThat(all).hasSize(2);
      assertThat(all.at("/0/model").asText()).isEqualTo("calm");
      JsonNode one = get(gateway, "/v1/route/decisions?model=chat&limit=5").at("/decisions");
      assertThat(one).hasSize(1);
      assertThat(one.at("/0/target").asText()).isEqualTo("second/chat");
      assertThat(one.at("/0/strategy").asText()).isEqualTo("weighted");
      assertThat(one.at("/0/attempts").asInt()).isGreaterThan(1);
      assertThat(one.at("/0/outcome").asText()).isEqualTo("completed");
      assertThat(one.at("/0/duration_ms").asDouble()).isPositive();
      assertThat(Instant.parse(one.at("/0/time").asText()))
          .isBetween(before, Instant.now().plusSeconds(1));
      assertThat(get(gateway, "/v1/route/decisions?limit=1").at("/decisions")).hasSize(1);
    }
  }

  @Test
  void aFailureIsADecisionWithoutATarget() {
    try (ScriptedProvider first =
            new ScriptedProvider(refuses(400, "invalid_request_error", "no"));
        RunningGateway gateway = RunningGateway.before(first)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(400);
      JsonNode one = get(gateway, "/v1/route/decisions").at("/decisions/0");
      assertThat(one.at("/target").isNull()).isTrue();
      assertThat(one.at("/outcome").asText()).isEqualTo("rejected");
      assertThat(one.at("/attempts").asInt()).isEqualTo(1);
    }
  }

  @Test
  void figuresFollowWhatHappensAndAreForgotten() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first)) {
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);
      assertThat(gateway.chat(STREAM).status()).isEqualTo(200);

      assertThat(json(gateway.ask("POST", "/v1/stats/refresh")).at("/all/totals/requests").asInt())
          .isEqualTo(2);
      JsonNode own = get(gateway, "/v1/providers/first/performance");
      assertThat(own.at("/figures/windows/0/success/rate").asDouble()).isEqualTo(1);
      assertThat(own.at("/targets/0/target").asText()).isEqualTo("first/chat");
      assertThat(own.at("/targets/0/figures/totals/tokens_out").asInt()).isEqualTo(4);
      JsonNode models = get(gateway, "/v1/load-balancing/statistics").at("/models");
      assertThat(models.at("/1/model").asText()).isEqualTo("chat");
      assertThat(models.at("/1/targets/0/share").asDouble()).isEqualTo(1);

      JsonNode left = json(gateway.ask("POST", "/v1/stats/reset"));
      assertThat(left.at("/all/totals/requests").asInt()).isZero();
      assertThat(get(gateway, "/v1/stats").at("/all/windows/0/success").isNull()).isTrue();
    }
  }

  @Test
  void healthIsToldByProviderAndByModel() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        RunningGateway gateway =
            RunningGateway.with(new Settings().target("off", first, "enabled", false), first)) {
      JsonNode model = get(gateway, "/v1/health/models/chat");
      assertThat(model.at("/status").asText()).isEqualTo("healthy");
      assertThat(model.at("/total").asInt()).isEqualTo(1);
      assertThat(model.at("/targets/0/state").asText()).isEqualTo("disabled");
      assertThat(model.at("/targets/1/state").asText()).isEqualTo("healthy");
      assertThat(model.at("/targets/1/breaker").asText()).isEqualTo("closed");
      JsonNode providers = get(gateway, "/v1/health/providers").at("/providers");
      assertThat(providers.findValuesAsText("provider"))
          .containsExactlyInAnyOrder("calm", "off", "first");
      assertThat(providers.findValuesAsText("status"))
          .containsExactlyInAnyOrder("healthy", "disabled", "healthy");
    }
  }

  @Test
  void aNodeByItselfIsAFleetOfOne() {
    try (RunningGateway gateway = new RunningGateway(new Settings())) {
      JsonNode fleet = get(gateway, "/admin/nodes");
      assertThat(fleet.at("/standing").asText()).isEqualTo("alone");
      assertThat(fleet.at("/nodes")).hasSize(1);
      JsonNode own = fleet.at("/nodes/0");
      assertThat(own.at("/name").asText()).isEqualTo(fleet.at("/self").asText());
      assertThat(own.at("/address").asText()).endsWith(":" + gateway.port());
      assertThat(own.at("/own").asBoolean()).isTrue();
      assertThat(own.at("/config").asText()).isEqualTo("same");
      assertThat(own.at("/config_version").asText()).isNotEmpty();
      assertThat(own.at("/offered_version")).isEqualTo(own.at("/config_version"));
      assertThat(get(gateway, "/health").at("/fleet/members").asInt()).isEqualTo(1);
      assertThat(gateway.meter("sluice_fleet_standing{state=\"alone\"}")).isEqualTo(1);
      assertThat(gateway.meter("sluice_fleet_members_other_config")).isZero();
      assertThat(gateway.meter("sluice_fleet_members_other_offer")).isZero();
    }
  }

  @Test
  void aNodeThatDrainsIsNotReadyAndServes() {
    try (ScriptedProvider first = new ScriptedProvider(serves());
        RunningGateway gateway = RunningGateway.before(first)) {
      String node = "/admin/nodes/" + get(gateway, "/admin/nodes").at("/self").asText();

      assertThat(json(gateway.ask("POST", node + "/drain")).at("/order").asText())
          .isEqualTo("drain");
      assertThat(gateway.ask("GET", "/ready").status()).isEqualTo(503);
      assertThat(get(gateway, "/admin/nodes").at("/nodes/0/draining").asBoolean()).isTrue();
      assertThat(gateway.chat(WHOLE).status()).isEqualTo(200);

      assertThat(json(gateway.ask("POST", node + "/resume")).at("/order").asText())
          .isEqualTo("resume");
      assertThat(gateway.ask("GET", "/ready").status()).isEqualTo(200);
      assertThat(gateway.ask("POST", "/admin/nodes/nobody/drain").status()).isEqualTo(404);
      assertThat(gateway.ask("GET", node + "/drain").status()).isEqualTo(405);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"x-forwarded-for: 203.0.113.5", "forwarded: for=203.0.113.5", "origin: http://a"})
  void aPageForTheMachineItselfIsRefusedToOthers(String header) {
    try (RunningGateway gateway = new RunningGateway(new Settings())) {
      Answer answer = gateway.ask("GET", "/admin/nodes", header);
      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.error("code")).isEqualTo("forbidden");
      assertThat(answer.error("message")).contains("127.0.0.1");
    }
  }

  @Test
  void pagesStandBehindThePrefixToo() {
    try (RunningGateway gateway = new RunningGateway(new Settings().server("pathPrefix", "/llm"))) {
      assertThat(gateway.ask("GET", "/llm/v1/stats").status()).isEqualTo(200);
      assertThat(gateway.ask("GET", "/v1/stats").status()).isEqualTo(404);
    }
  }
}
