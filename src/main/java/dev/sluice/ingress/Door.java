package dev.sluice.ingress;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.stats.decisions.DecisionSink;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Where every request of a lane comes in: gives it an id and finds what it asks for. */
final class Door implements Handler<HttpServerRequest> {
  private static final String VERSION = "/v1";
  static final String NEWER_RERANK = "/v2" + Endpoint.RERANK.path();
  private static final String REALTIME = VERSION + Endpoint.REALTIME.path();
  private static final int SHOWN = 200;

  private final Lane lane;
  private final Pages pages;
  private final Desk desk;
  private final PassDesk passes;
  private final Connections connections;
  private final Cors cors;
  private final RequestIds ids = new RequestIds(new SplittableRandom());
  private final BodyMemory memory;
  private final DecisionSink decisions;
  private final Readiness readiness;
  private final String prefix;
  private final Map<String, Endpoint> endpoints = new HashMap<>();

  /** A door whose parts stand behind it. */
  Door(
      Lane lane,
      Pages pages,
      Desk desk,
      Connections connections,
      BodyMemory memory,
      DecisionSink decisions,
      Readiness readiness) {
    this.lane = lane;
    this.readiness = readiness;
    this.pages = pages;
    this.desk = desk;
    this.decisions = decisions;
    this.connections = connections;
    this.memory = memory;
    this.passes = new PassDesk(lane);
    this.cors = new Cors(lane.config().server().cors());
    this.prefix = lane.config().server().pathPrefix();
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.way() == Endpoint.Way.ROUTED) {
        endpoints.put(prefix + VERSION + endpoint.path(), endpoint);
      }
    }
    endpoints.put(prefix + NEWER_RERANK, Endpoint.RERANK);
  }

  @Override
  public void handle(HttpServerRequest request) {
    String id = ids.of(request.getHeader(Headers.REQUEST_ID));
    request.response().putHeader(Headers.REQUEST_ID, id);
    if (readiness.stage() == Readiness.Stage.DRAINING) {
      part(request);
    }
    if (cors.enabled()) {
      if (Cors.preflight(request)) {
        cors.answerPreflight(request);
        return;
      }
      cors.allow(request);
    }
    Connections.Watch watch = connections.began(request.connection());
    Runnable over = watch == null ? () -> {} : watch::over;
    String asked = request.path();
    String path = asked == null ? null : AzurePath.plain(asked, prefix);
    Endpoint endpoint = endpoints.get(path);
    if (endpoint != null && HttpMethod.POST.equals(request.method())) {
      new ModelCall(lane, endpoint, id, request, memory, decisions, over).start();
      return;
    }
    if (path == null
        || !path.startsWith(prefix)
        || !beside(request, path.substring(prefix.length()), id, over)) {
      over.run();
      other(request, path);
    }
  }

  /** Serves what is neither a model's answer nor a page that is there as it is. */
  private boolean beside(HttpServerRequest request, String path, String id, Runnable over) {
    if (path.equals(REALTIME)) {
      new RealtimeCall(lane, id, request, over).start();
      return true;
    }
    return passes.serve(request, path, id, over) || desk.serve(request, path, over);
  }

  /** The node is going: who asks on this connection is to ask elsewhere next time. */
  private static void part(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private void other(HttpServerRequest request, @Nullable String path) {
    if (endpoints.containsKey(path)) {
      Headers.refuseMethod(request, "POST, OPTIONS");
      return;
    }
    Handler<HttpServerRequest> page =
        path != null && path.startsWith(prefix)
            ? pages.find(path.substring(prefix.length()))
            : null;
    if (page == null) {
      Headers.fail(request.response(), new Failure.UnknownPath(unknown(request, path)));
    } else if (HttpMethod.GET.equals(request.method())
        || HttpMethod.HEAD.equals(request.method())) {
      page.handle(request);
    } else {
      Headers.refuseMethod(request, "GET, HEAD, OPTIONS");
    }
  }

  private String unknown(HttpServerRequest request, @Nullable String path) {
    String shown = path == null ? "" : path.substring(0, Math.min(SHOWN, path.length()));
    return "There is no "
        + request.method()
        + " "
        + shown
        + "; chat is at POST "
        + prefix
        + VERSION
        + Endpoint.CHAT.path()
        + ", the list of models at GET "
        + prefix
        + "/v1/models.";
  }
}
