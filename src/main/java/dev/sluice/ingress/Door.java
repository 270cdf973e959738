package dev.sluice.ingress;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.stats.decisions.DecisionSink;
import dev.sluice.wire.surface.Operation;
import dev.sluice.wire.surface.Surface;
import dev.sluice.wire.surface.Surfaces;
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
  private final String twice;
  private final Map<String, Operation> operations = new HashMap<>();

  /** A door whose parts stand behind it. */
  Door(
      Lane lane,
      Pages pages,
      Desk desk,
      PassDesk passes,
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
    this.passes = passes;
    this.cors = new Cors(lane.config().server().cors());
    this.prefix = lane.config().server().pathPrefix();
    this.twice = prefix + VERSION + VERSION + "/";
    for (Surface surface : Surfaces.ALL) {
      surface.operations().forEach((path, asked) -> operations.put(prefix + path, asked));
    }
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
    AzurePath asked = AzurePath.of(request.path(), prefix);
    String path = asked == null ? single(request.path()) : asked.path();
    Operation operation = operation(path);
    if (operation != null && HttpMethod.POST.equals(request.method())) {
      begin(operation, asked == null ? null : asked.deployment(), id, request, over);
    } else if (path == null
        || !path.startsWith(prefix)
        || !beside(request, path.substring(prefix.length()), id, over)) {
      over.run();
      other(request, path, operation);
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

  private void begin(
      Operation operation,
      @Nullable String deployment,
      String id,
      HttpServerRequest request,
      Runnable over) {
    name(request, operation.surface(), id);
    if (operation.counting()) {
      new CountCall(lane, operation, request, memory, pages, over).start();
    } else {
      new ModelCall(lane, operation, id, request, memory, decisions, over)
          .named(deployment)
          .start();
    }
  }

  /** Tells the request's id under the name by which the surface's clients know it. */
  private static void name(HttpServerRequest request, Surface surface, @Nullable String id) {
    String header = surface.idHeader();
    if (header != null && id != null) {
      request.response().putHeader(header, id);
    }
  }

  /** A client whose base already ends in the version repeats it; once is enough. */
  private @Nullable String single(@Nullable String path) {
    return path != null && path.startsWith(twice)
        ? prefix + path.substring(prefix.length() + VERSION.length())
        : path;
  }

  private @Nullable Operation operation(@Nullable String path) {
    if (path == null) {
      return null;
    }
    Operation exact = operations.get(path);
    return exact == null && path.startsWith(prefix)
        ? Surfaces.find(path.substring(prefix.length()))
        : exact;
  }

  /** The node is going: who asks on this connection is to ask elsewhere next time. */
  private static void part(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  private void other(
      HttpServerRequest request, @Nullable String path, @Nullable Operation operation) {
    String below = path != null && path.startsWith(prefix) ? path.substring(prefix.length()) : null;
    Surface surface =
        operation == null
            ? Surfaces.speaking(below == null ? "" : below, request.getHeader(Headers.ANTHROPIC))
            : operation.surface();
    name(request, surface, request.response().headers().get(Headers.REQUEST_ID));
    if (operation != null) {
      Headers.refuseMethod(request, surface, "POST, OPTIONS");
      return;
    }
    Failure missing = below == null ? null : surface.missing(below);
    Handler<HttpServerRequest> page = below == null ? null : pages.find(below);
    if (missing != null) {
      Headers.fail(request.response(), surface, missing);
    } else if (page == null) {
      Headers.fail(request.response(), surface, new Failure.UnknownPath(unknown(request, path)));
    } else if (HttpMethod.GET.equals(request.method())
        || HttpMethod.HEAD.equals(request.method())) {
      page.handle(request);
    } else {
      Headers.refuseMethod(request, surface, "GET, HEAD, OPTIONS");
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
