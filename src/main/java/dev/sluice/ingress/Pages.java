package dev.sluice.ingress;

import dev.sluice.fleet.FleetView;
import dev.sluice.model.Failure;
import dev.sluice.wire.openai.ModelList;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be read: models, health, readiness, metrics, the description of the API. */
final class Pages {
  /** All paths; a segment in braces is a variable. */
  static final List<String> PATHS =
      List.of(
          "/v1/models",
          "/v1/models/{model}",
          "/health",
          "/ready",
          "/metrics",
          "/openapi.json",
          "/docs");

  private static final String MODEL = "/v1/models/";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final Node node;
  private final long created = Instant.now().getEpochSecond();
  private final Documents documents = new Documents();
  private final Map<String, Handler<HttpServerRequest>> exact =
      Map.of(
          "/v1/models", this::models,
          "/health", this::health,
          "/ready", this::ready,
          "/metrics", this::metrics,
          "/openapi.json", documents::openapi,
          "/docs", documents::page);

  Pages(Vertx vertx, Node node) {
    this.vertx = vertx;
    this.node = node;
  }

  /** The page of a path without prefix, null when there is none. */
  @Nullable Handler<HttpServerRequest> find(String path) {
    Handler<HttpServerRequest> page = exact.get(path);
    return page == null && path.startsWith(MODEL) && path.length() > MODEL.length()
        ? request -> model(request, path.substring(MODEL.length()))
        : page;
  }

  private void models(HttpServerRequest request) {
    json(request.response(), ModelList.list(node.models().current().names(), created));
  }

  private void model(HttpServerRequest request, String encoded) {
    String name = PageTable.decode(encoded);
    if (!node.models().current().serves(name)) {
      Headers.fail(request.response(), node.models().current().unknown(name));
    } else {
      json(request.response(), ModelList.one(name, created));
    }
  }

  private void health(HttpServerRequest request) {
    Node.Targets targets = node.healthy().get();
    FleetView fleet = node.fleet().view();
    JsonObject body =
        new JsonObject()
            .put("status", "alive")
            .put("version", node.version())
            .put("uptime_seconds", node.readiness().uptimeSeconds())
            .put("stage", stage())
            .put(
                "targets",
                new JsonObject().put("healthy", targets.healthy()).put("total", targets.total()))
            .put(
                "fleet",
                new JsonObject()
                    .put("standing", fleet.standing().id())
                    .put("members", fleet.members().size())
                    .put("strength", fleet.strength()));
    json(request.response(), body.toBuffer());
  }

  private String stage() {
    return node.readiness().stage().name().toLowerCase(Locale.ROOT);
  }

  private void ready(HttpServerRequest request) {
    boolean ready = node.readiness().stage() == Readiness.Stage.READY;
    json(
        request.response().setStatusCode(ready ? 200 : 503),
        new JsonObject().put("ready", ready).put("stage", stage()).toBuffer());
  }

  private void metrics(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    vertx
        .executeBlocking(() -> node.metrics().get(), false)
        .onComplete(
            text -> Sent.ignore(response.putHeader(HttpHeaders.CONTENT_TYPE, PROMETHEUS).end(text)),
            _ ->
                Headers.fail(response, new Failure.Internal("The metrics could not be gathered.")));
  }

  private static void json(HttpServerResponse response, Buffer body) {
    Sent.ignore(response.putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(body));
  }
}
