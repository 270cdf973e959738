package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.ingress.Route;
import dev.sluice.model.Endpoint;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the API says what the gateway serves, all of it and nothing else. */
final class ApiDescriptionTest {
  private static final Pattern VARIABLE = Pattern.compile("\\{[^}]*}");
  private static final Pattern OUTSIDE =
      Pattern.compile("(?:src|href|url)\\s*[=(]\\s*[\"']?(?:https?:)?//");

  private interface Asked {
    void of(RunningGateway gateway, JsonNode document);
  }

  private static void with(Asked asked) {
    try (HttpProvider provider = HttpProvider.answers(200, "application/json", "{}");
        RunningGateway gateway =
            new RunningGateway(
                new Settings()
                    .target("p0", provider.port())
                    .passing("files", "p0", "passthrough", List.of("p0")))) {
      asked.of(gateway, json(gateway.ask("GET", "/openapi.json").body()));
    }
  }

  private static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("no JSON: " + text, e);
    }
  }

  private static String bare(String path) {
    return VARIABLE.matcher(path).replaceAll("{}");
  }

  private static Set<String> described(JsonNode document) {
    Set<String> all = new TreeSet<>();
    document
        .get("paths")
        .properties()
        .forEach(path ->
            path.getValue()
                .fieldNames()
                .forEachRemaining(method ->
                    all.add(method.toUpperCase(Locale.ROOT) + " " + bare(path.getKey()))));
    return all;
  }

  @Test
  void everyRouteIsDescribedAndEveryDescriptionIsARoute() {
    with((gateway, document) -> {
      Set<String> described = described(document);
      Set<String> undescribed = new TreeSet<>();
      Set<String> unserved = new TreeSet<>(described);
      for (Route route : Route.all(gateway.pages())) {
        String path = bare(route.path());
        if (route.open()) {
          boolean found =
              unserved.removeIf(one -> (one.split(" ", -1)[1] + "/").startsWith(path + "/"));
          if (!found) {
            undescribed.add(route.toString());
          }
        } else if (!described.contains(route.method() + " " + path)) {
          undescribed.add(route.toString());
        }
        unserved.remove(route.method() + " " + path);
      }

      assertThat(undescribed).as("routes without a description").isEmpty();
      assertThat(unserved).as("descriptions without a route").isEmpty();
    });
  }

  @Test
  void whatIsDescribedIsThere() {
    with((gateway, document) -> {
      for (String one : described(document)) {
        String[] words = one.split(" ", -1);
        String path = words[1].replaceFirst("/providers/\\{}/\\{}", "/providers/p0/x");
        Answer got = gateway.ask(words[0], path.replace("{}", "calm"));

        assertThat(got.status()).as(one).isNotEqualTo(405);
        assertThat(got.body()).as(one).doesNotContain("There is no " + words[0]);
        assertThat(got.header("x-request-id")).as(one).isNotNull();
      }
    });
  }

  @Test
  void everyEndpointGoesThroughAdmission() {
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.silent());
        RunningGateway gateway =
            RunningGateway.with(new Settings().passing("passthrough", List.of("first")), provider);
        RawClient busy = gateway.client()) {
      busy.chat(RunningGateway.WHOLE);
      await().until(() -> provider.attempts() == 1);
      for (Route route : Route.all(gateway.pages())) {
        if (route.endpoint() != null) {
          assertThat(admission(gateway, route)).as(route.toString()).isEqualTo("counted once");
        }
      }
      busy.leave();
      gateway.awaitRest();
    }
  }

  /** What the only place being taken means for a request by the route. */
  private static String admission(RunningGateway gateway, Route route) {
    String meter = "sluice_exchanges_total{endpoint=\"" + route.endpoint().id() + "\"";
    double before = gateway.meter(meter);
    Answer got = ask(gateway, route, "req-of-the-client");
    double counted = gateway.meter(meter) - before;
    if (!"req-of-the-client".equals(got.header("x-request-id"))) {
      return "no request id";
    }
    if (got.status() != 503 && got.status() != 529) {
      return "not limited: " + got.status() + " " + got.body();
    }
    return counted == 1 ? "counted once" : "counted " + counted;
  }

  @Test
  void everyEndpointIsToldOfTheDrain() {
    List<Route> routes =
        Route.all(List.of()).stream().filter(route -> route.endpoint() != null).toList();
    List<RawClient> waiting = new ArrayList<>();
    Settings settings =
        new Settings()
            .limits("queue", 100, "queueTime", Duration.ofSeconds(20))
            .passing("passthrough", List.of("first"));
    try (ScriptedProvider provider = new ScriptedProvider(Scripts.silent());
        RunningGateway gateway = RunningGateway.with(settings, provider);
        RawClient busy = gateway.client()) {
      busy.chat(RunningGateway.WHOLE);
      await().until(() -> provider.attempts() == 1);
      for (Route route : routes) {
        RawClient client = gateway.client();
        waiting.add(client);
        client.send(request(route, "r-1"));
      }
      await().until(() -> gateway.meter("sluice_exchanges_waiting") == routes.size());
      Future<Void> stopped = gateway.stop();

      for (int i = 0; i < routes.size(); i++) {
        Answer got = waiting.get(i).answer();
        assertThat(got.status()).as(routes.get(i).toString()).isIn(503, 529);
        assertThat(got.body()).contains("stopping");
      }
      Await.result(stopped);
    } finally {
      waiting.forEach(RawClient::close);
    }
  }

  private static Answer ask(RunningGateway gateway, Route route, String id) {
    try (RawClient client = gateway.client()) {
      return client.send(request(route, id)).answer();
    }
  }

  private static String request(Route route, String id) {
    Endpoint endpoint = route.endpoint();
    String body =
        "{\"model\":\"chat\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}],\"prompt\":\"a\","
            + "\"input\":\"a\",\"query\":\"a\",\"documents\":[\"a\"],\"file\":\"a\",\"image\":\"a\","
            + "\"max_tokens\":5,\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"a\"}]}],"
            + "\"content\":{\"parts\":[{\"text\":\"a\"}]},"
            + "\"requests\":[{\"content\":{\"parts\":[{\"text\":\"a\"}]}}]}";
    String path = route.path().replace("{model}", "chat");
    List<String> headers =
        new ArrayList<>(List.of("x-request-id: " + id, "anthropic-version: 2023-06-01"));
    if (endpoint == Endpoint.REALTIME) {
      path += "?model=chat";
      headers.addAll(
          List.of(
              "connection: upgrade",
              "upgrade: websocket",
              "sec-websocket-version: 13",
              "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ=="));
    } else if (endpoint == Endpoint.PASSTHROUGH) {
      path += "/first/models";
    } else if (endpoint.way() == Endpoint.Way.OWNED) {
      headers.add("x-sluice-provider: first");
    }
    boolean posted = route.method().equals("POST");
    return RawClient.request(
        route.method(), path, posted ? body : "", headers.toArray(String[]::new));
  }

  @Test
  void theDocumentHoldsTogether() {
    with((_, document) -> {
      assertThat(document.get("openapi").asText()).startsWith("3.1.");
      Set<String> ids = new HashSet<>();
      for (JsonNode path : document.get("paths")) {
        for (JsonNode operation : path) {
          assertThat(ids.add(operation.get("operationId").asText())).isTrue();
          assertThat(operation.get("summary").asText()).isNotBlank();
          assertThat(operation.get("responses").size()).isPositive();
        }
      }
      for (JsonNode reference : document.findValues("$ref")) {
        assertThat(document.at(reference.asText().substring(1)).isMissingNode())
            .as(reference.asText())
            .isFalse();
      }
    });
  }

  @Test
  void thePageNeedsNothingFromOutside() {
    with((gateway, _) -> {
      Answer page = gateway.ask("GET", "/docs");

      assertThat(page.status()).isEqualTo(200);
      assertThat(page.header("content-type")).startsWith("text/html");
      assertThat(page.header("content-security-policy")).contains("default-src 'none'");
      assertThat(OUTSIDE.matcher(page.body()).find()).isFalse();
      assertThat(page.body()).contains("fetch(\"openapi.json\")");
    });
  }
}
