package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.surface.Operation;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/**
 * One question of how many tokens a prompt has, from its head to its answer: the estimate by which
 * the house itself routes and reserves.
 */
final class CountCall {
  private final Operation operation;
  private final HttpServerRequest request;
  private final MultiMap headers;
  private final Pages pages;
  private final HouseCall<ChatEnvelope> call;

  CountCall(
      Lane lane,
      Operation operation,
      HttpServerRequest request,
      BodyMemory memory,
      Pages pages,
      Runnable over) {
    this.operation = operation;
    this.request = request;
    this.headers = request.headers();
    this.pages = pages;
    this.call = new HouseCall<>(lane, request, memory, this::read, this::count, this::refuse, over);
  }

  void start() {
    call.start();
  }

  private ChatEnvelope read(Buffer body) {
    return operation.surface().envelope(operation, body, headers::get);
  }

  private void count(ChatEnvelope envelope) {
    Failure unknown = pages.unknown(envelope.model());
    if (unknown != null) {
      call.failed(unknown);
      return;
    }
    call.end();
    Buffer counted = operation.surface().counted(envelope.profile().promptTokens());
    Sent.ignore(request.response().putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(counted));
  }

  private void refuse(Failure failure) {
    Headers.fail(request.response(), operation.surface(), failure);
  }
}
