package dev.sluice.ingress;

import dev.sluice.bus.RouteQuery;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Wishes;
import dev.sluice.pipeline.Lane;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** One question about a chat request, from its head to its answer. */
final class WeighCall implements BodyReader.Listener {
  private final Lane lane;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Page.Weighed page;
  private final Desk desk;
  private final Runnable over;
  private final BodyReader reader;
  private boolean ended;

  WeighCall(
      Lane lane,
      HttpServerRequest request,
      BodyMemory memory,
      Page.Weighed page,
      Desk desk,
      Runnable over) {
    this.lane = lane;
    this.request = request;
    this.response = request.response();
    this.page = page;
    this.desk = desk;
    this.over = over;
    this.reader = new BodyReader(request, lane, memory, this);
  }

  void start() {
    response.exceptionHandler(_ -> end()).closeHandler(_ -> end());
    reader.start();
  }

  @Override
  public void whole(Buffer body) {
    RouteQuery query;
    try {
      query = query(ModelAsk.of(Surfaces.CHAT, request.headers(), body));
    } catch (FailureException e) {
      failed(e.failure());
      return;
    }
    page.weighing()
        .weigh(lane.number(), query)
        .onComplete(
            report -> {
              end();
              desk.answer(response, () -> report);
            },
            cause -> {
              end();
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

  @Override
  public void failed(Failure failure) {
    if (!ended) {
      end();
      Headers.fail(response, failure);
    }
  }

  private void end() {
    if (!ended) {
      ended = true;
      reader.release();
      over.run();
    }
  }
}
