package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.surface.Operation;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/**
 * One question of how many tokens a prompt has, from its head to its answer: the estimate by which
 * the house itself routes and reserves.
 */
final class CountCall implements BodyReader.Listener {
  private final Operation operation;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Pages pages;
  private final Runnable over;
  private final BodyReader reader;
  private boolean ended;

  CountCall(
      Lane lane,
      Operation operation,
      HttpServerRequest request,
      BodyMemory memory,
      Pages pages,
      Runnable over) {
    this.operation = operation;
    this.request = request;
    this.response = request.response();
    this.pages = pages;
    this.over = over;
    this.reader = new BodyReader(request, lane, memory, this);
  }

  void start() {
    response.exceptionHandler(_ -> end()).closeHandler(_ -> end());
    reader.start();
  }

  @Override
  public void whole(Buffer body) {
    try {
      ChatEnvelope envelope =
          operation.surface().envelope(operation, body, name -> request.getHeader(name));
      Failure unknown = pages.unknown(envelope.model());
      if (unknown != null) {
        failed(unknown);
        return;
      }
      end();
      Buffer counted = operation.surface().counted(envelope.profile().promptTokens());
      Sent.ignore(response.putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(counted));
    } catch (FailureException e) {
      failed(e.failure());
    }
  }

  @Override
  public void failed(Failure failure) {
    if (!ended) {
      end();
      Headers.fail(response, operation.surface(), failure);
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
