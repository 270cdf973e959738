package dev.sluice.ingress;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.TargetId;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Session;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.openai.ChatProfile;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One client's call for a conversation over a WebSocket. */
final class RealtimeCall implements Session.Client {
  /** The subprotocol that is agreed on where the client offers it. */
  static final String SUBPROTOCOL = "realtime";

  /** Browsers cannot set headers, so they put the account into the list of subprotocols. */
  private static final List<String> CREDENTIALS =
      List.of("openai-insecure-api-key.", "openai-organization.", "openai-project.");

  private static final List<String> PASSED = List.of("openai-beta", "openai-safety-identifier");
  private static final ChatProfile NO_PROFILE = new ChatProfile(0, Set.of(), 0, 0, null, null);

  private final Lane lane;
  private final String id;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Runnable over;
  private @Nullable Session session;
  private boolean ended;

  /**
   * A call whose head has arrived.
   *
   * @param over called once when the connection may idle again
   */
  RealtimeCall(Lane lane, String id, HttpServerRequest request, Runnable over) {
    this.lane = lane;
    this.id = id;
    this.request = request;
    this.response = request.response();
    this.over = over;
  }

  void start() {
    Session.Call call;
    try {
      call = call();
    } catch (FailureException e) {
      lane.stats().exchangeStarted();
      lane.stats().exchangeEnded(Endpoint.REALTIME, OutcomeKind.of(e.failure()));
      over();
      Headers.fail(response, e.failure());
      return;
    }
    request.pause();
    response.exceptionHandler(_ -> gone()).closeHandler(_ -> gone());
    Session next = new Session(lane, call, this);
    session = next;
    next.start();
  }

  private Session.Call call() {
    if (!request.canUpgradeToWebSocket()) {
      throw bad("Conversations are over WebSockets: ask for an upgrade, by GET.", "upgrade");
    }
    String model = request.getParam("model");
    if (model == null || model.isBlank()) {
      throw bad("'model' is missing: name a model in the address, ?model=...", "model");
    }
    MultiMap headers = HttpHeaders.headers();
    for (String name : PASSED) {
      String value = request.getHeader(name);
      if (value != null) {
        headers.set(name, value);
      }
    }
    return new Session.Call(
        id,
        model,
        RoutingHeaders.wishes(request.headers(), NO_PROFILE),
        subprotocols(request.headers().getAll("sec-websocket-protocol")),
        headers);
  }

  /** What the client offers, without its credentials. */
  private static List<String> subprotocols(List<String> lines) {
    List<String> offered = new ArrayList<>();
    for (String line : lines) {
      for (String each : line.split(",", -1)) {
        String bare = each.strip();
        if (!bare.isEmpty() && CREDENTIALS.stream().noneMatch(bare::startsWith)) {
          offered.add(bare);
        }
      }
    }
    return offered;
  }

  private static FailureException bad(String message, String param) {
    return new FailureException(
        new Failure.BadRequest(message, param, "missing_required_parameter"));
  }

  private void gone() {
    if (!ended && session != null) {
      session.clientGone();
    }
  }

  @Override
  public void answers(TargetId target, int attempts) {
    response
        .putHeader(Headers.TARGET, target.value())
        .putHeader(Headers.ATTEMPTS, Integer.toString(attempts));
  }

  @Override
  public Future<ServerWebSocket> accept() {
    response.exceptionHandler(null).closeHandler(null);
    return request.toWebSocket().onSuccess(ServerWebSocket::pause);
  }

  @Override
  public void fail(Failure failure, int attempts) {
    if (attempts > 0) {
      response.putHeader(Headers.ATTEMPTS, Integer.toString(attempts));
    }
    Headers.fail(response, failure);
  }

  @Override
  public void over() {
    if (!ended) {
      ended = true;
      over.run();
    }
  }
}
