package dev.sluice.ingress;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Wishes;
import dev.sluice.pipeline.Lane;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One question about a chat request, from its head to its answer. */
final class WeighCall {
  private final Lane lane;
  private final HttpServerRequest request;
  private final Page.Weighed page;
  private final Desk desk;
  private final HouseCall<RouteQuery> call;

  WeighCall(
      Lane lane,
      HttpServerRequest request,
      BodyMemory memory,
      Page.Weighed page,
      Desk desk,
      Runnable over) {
    this.lane = lane;
    this.request = request;
    this.page = page;
    this.desk = desk;
    HttpServerResponse response = request.response();
    MultiMap headers = request.headers();
    this.call =
        new HouseCall<>(
            lane,
            request,
            memory,
            body -> query(ModelAsk.of(Surfaces.CHAT, headers, body)),
            this::weigh,
            failure -> Headers.fail(response, failure),
            over);
  }

  void start() {
    call.start();
  }

  private void weigh(RouteQuery query) {
    HttpServerResponse response = request.response();
    page.weighing()
        .weigh(lane.number(), query)
        .onComplete(
            report -> {
              call.end();
              desk.answer(response, () -> report);
            },
            cause -> {
              call.end();
              Desk.fail(response, cause);
            });
  }

  private static RouteQuery query(ModelAsk ask) {
    Wishes said = ask.wishes();
    Wishes explained =
        new Wishes(
            said.strategy(),
            said.preference(),
            said.constraints(),
            said.task(),
            said.quality(),
            true);
    return new RouteQuery(Endpoint.CHAT, ask.envelope().model(), ask.demand(), explained);
  }
}
