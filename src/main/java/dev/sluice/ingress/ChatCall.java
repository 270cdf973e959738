package dev.sluice.ingress;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.AnswerHead;
import dev.sluice.pipeline.Caller;
import dev.sluice.pipeline.Exchange;
import dev.sluice.pipeline.ExchangeRequest;
import dev.sluice.pipeline.Lane;
import dev.sluice.telemetry.OutcomeKind;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;

/** One chat request on its way in, and the client that waits for its answer. */
final class ChatCall implements Caller, BodyReader.Listener {
  private final Lane lane;
  private final String id;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final BodyReader reader;
  private final Runnable over;
  private @Nullable Exchange exchange;
  private boolean ended;

  /**
   * A request whose head has arrived.
   *
   * @param over called once when the exchange is over, however it ended
   */
  ChatCall(Lane lane, String id, HttpServerRequest request, BodyMemory memory, Runnable over) {
    this.lane = lane;
    this.id = id;
    this.request = request;
    this.response = request.response();
    this.reader = new BodyReader(request, lane, memory, this);
    this.over = over;
  }

  void start() {
    response.exceptionHandler(_ -> gone()).closeHandler(_ -> gone()).drainHandler(_ -> drained());
    reader.start();
  }

  @Override
  public void whole(Buffer body) {
    ChatEnvelope envelope;
    try {
      envelope = ChatEnvelope.scan(body);
    } catch (FailureException e) {
      failed(e.failure());
      return;
    }
    String authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
    Exchange next =
        new Exchange(
            lane, new ExchangeRequest(id, Endpoint.CHAT, envelope, body, authorization), this);
    exchange = next;
    next.start();
  }

  @Override
  public void failed(Failure failure) {
    lane.stats().exchangeStarted();
    lane.stats().exchangeEnded(Endpoint.CHAT, OutcomeKind.of(failure));
    fail(failure, 0);
  }

  private void gone() {
    if (end() && exchange != null) {
      exchange.clientGone();
    }
  }

  private void drained() {
    if (exchange != null) {
      exchange.drained();
    }
  }

  private boolean end() {
    if (ended) {
      return false;
    }
    ended = true;
    reader.release();
    over.run();
    return true;
  }

  @Override
  public void answer(AnswerHead head, Buffer body) {
    if (end()) {
      put(head);
      response.putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON);
      Sent.ignore(response.end(body));
    }
  }

  private void put(AnswerHead head) {
    response
        .putHeader(Headers.TARGET, head.target().value())
        .putHeader(Headers.ATTEMPTS, Integer.toString(head.attempts()));
    if (head.model() != null) {
      response.putHeader(Headers.MODEL, head.model());
    }
  }

  @Override
  public void openStream(@Nullable AnswerHead head) {
    if (ended) {
      return;
    }
    if (head != null) {
      put(head);
    }
    response
        .setChunked(true)
        .putHeader(HttpHeaders.CONTENT_TYPE, Headers.EVENTS)
        .putHeader(HttpHeaders.CACHE_CONTROL, Headers.NO_CACHE)
        .putHeader(Headers.BUFFERING, Headers.NO);
  }

  @Override
  public void write(Buffer events) {
    if (!ended) {
      Sent.ignore(response.write(events));
    }
  }

  @Override
  public boolean full() {
    return !ended && response.writeQueueFull();
  }

  @Override
  public void finish(Buffer events) {
    if (end()) {
      Sent.ignore(events.length() == 0 ? response.end() : response.end(events));
    }
  }

  @Override
  public void fail(Failure failure, int attempts) {
    if (!end()) {
      return;
    }
    if (response.headWritten()) {
      Sent.ignore(response.end(Headers.event(failure)));
      return;
    }
    if (attempts > 0) {
      response.putHeader(Headers.ATTEMPTS, Integer.toString(attempts));
    }
    Headers.fail(response, failure);
  }
}
