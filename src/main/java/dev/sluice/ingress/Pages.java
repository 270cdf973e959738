package dev.sluice.ingress;

import dev.sluice.fleet.FleetView;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.gemini.GeminiModels;
import dev.sluice.wire.surface.ModelListing;
import dev.sluice.wire.surface.Surface;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
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
          "/v1beta/models",
          "/v1beta/models/{model}",
          "/health",
          "/ready",
          "/metrics",
          "/openapi.json",
          "/docs");

  private static final String MODEL = "/v1/models/";
  private static final String GEMINI_MODELS = "/v1beta/models";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Vertx vertx;
  private final Node node;
  private final long created = Instant.now().getEpochSecond();
  private final Documents documents = new Documents();
  private final Map<String, Handler<HttpServerRequest>> exact =
      Map.of(
          "/v1/models",
          this::models,
          GEMINI_MODELS,
          this::geminiModels,
          "/health",
          this::health,
          "/ready",
          this::ready,
          "/metrics",
          this::metrics,
          "/openapi.json",
          documents::openapi,
          "/docs",
          documents::page);

  Pages(Vertx vertx, Node node) {
    this.vertx = vertx;
    this.node = node;
  }

  /** The page of a path without prefix, null when there is none. */
  @Nullable Handler<HttpServerRequest> find(String path) {
    Handler<HttpServerRequest> page = exact.get(path);
    if (page == null && path.startsWith(GEMINI_MODELS + "/")) {
      return request -> geminiModel(request, path.substring(GEMINI_MODELS.length() + 1));
    }
    return page == null && path.startsWith(MODEL) && path.length() > MODEL.length()
        ? request -> model(request, path.substring(MODEL.length()))
        : page;
  }

  private void models(HttpServerRequest request) {
    MultiMap query = request.params();
    Buffer page;
    try {
      page = ModelListing.page(node.models().current().names(), created, query::get);
    } catch (FailureException e) {
      Headers.fail(request.response(), speaking(request), e.failure());
      return;
    }
    json(request.response(), page);
  }

  private void model(HttpServerRequest request, String encoded) {
    String name = PageTable.decode(encoded);
    Failure unknown = unknown(name);
    if (unknown != null) {
      Headers.fail(request.response(), speaking(request), unknown);
    } else {
      json(request.response(), ModelListing.one(name, created));
    }
  }

  /** The listing is at home in two dialects; Anthropic's clients name their version. */
  private static Surface speaking(HttpServerRequest request) {
    return Surfaces.speaking("", request.getHeader(Headers.ANTHROPIC));
  }

  private void geminiModels(HttpServerRequest request) {
    json(request.response(), GeminiModels.list(node.models().current().names()));
  }

  private void geminiModel(HttpServerRequest request, String encoded) {
    String name = PageTable.decode(encoded);
    Failure unknown = unknown(name);
    if (unknown != null) {
      Headers.fail(request.response(), Surfaces.GEMINI, unknown);
    } else {
      json(request.response(), GeminiModels.one(name));
    }
  }

  /** Why a model cannot be asked for, null when it can. */
  @Nullable Failure unknown(String model) {
    return node.models().current().serves(model) ? null : node.models().current().unknown(model);
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
                    .put("strength", fleet.strength())
                    .put("other_config", node.fleet().otherConfigs()));
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
