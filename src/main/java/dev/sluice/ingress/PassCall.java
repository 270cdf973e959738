package dev.sluice.ingress;

import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Passage;
import dev.sluice.config.ConnectedConfig;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Passing;
import dev.sluice.pipeline.Receiver;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One request that is passed on as it is, and the client that waits for its answer. */
final class PassCall implements Receiver {
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final Lane lane;
  private final Endpoint endpoint;
  private final String id;
  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final ConnectedConfig provider;
  private final Runnable over;
  private @Nullable RequestSource body;
  private @Nullable Passing passing;
  private boolean ended;

  /**
   * A request whose head has arrived.
   *
   * @param over called once when the connection may idle again
   */
  PassCall(
      Lane lane,
      Endpoint endpoint,
      String id,
      HttpServerRequest request,
      ConnectedConfig provider,
      Runnable over) {
    this.lane = lane;
    this.endpoint = endpoint;
    this.id = id;
    this.request = request;
    this.response = request.response();
    this.provider = provider;
    this.over = over;
  }

  /**
   * Begins.
   *
   * @param path behind the provider's base URL, with its query
   */
  void start(String path) {
    response.exceptionHandler(_ -> gone()).closeHandler(_ -> gone()).drainHandler(_ -> drained());
    long announced = Lengths.announced(request);
    RequestSource source =
        hasBody(announced) ? new RequestSource(request, lane, this::broke) : null;
    body = source;
    Passage passage =
        new Passage(
            endpoint,
            provider.name(),
            provider.dialect(),
            request.method().name(),
            path,
            PassHeaders.asked(request.headers()),
            source,
            announced > 0 ? announced : -1,
            id,
            new Cancellation());
    LongUnaryOperator waited = source == null ? _ -> Long.MIN_VALUE : source::waitedUntil;
    Passing next = new Passing(lane, passage, provider.timeouts(), waited, this);
    passing = next;
    long limit = lane.config().limits().upload();
    if (source != null) {
      if (announced <= limit && request.headers().contains(HttpHeaders.EXPECT)) {
        Sent.ignore(response.writeContinue());
      }
      source.start();
    }
    next.start();
    if (announced > limit) {
      next.abandon(RequestSource.tooLarge(limit));
    }
  }

  private boolean hasBody(long announced) {
    if (announced > 0 || request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return true;
    }
    HttpMethod method = request.method();
    boolean usual = !HttpMethod.GET.equals(method) && !HttpMethod.HEAD.equals(method);
    return request.version() == HttpVersion.HTTP_2
        && usual
        && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        && !request.isEnded();
  }

  private void broke(Failure failure) {
    if (passing != null) {
      passing.abandon(failure);
    }
  }

  private void gone() {
    if (!ended && passing != null) {
      passing.clientGone();
    }
  }

  private void drained() {
    if (passing != null) {
      passing.drained();
    }
  }

  private boolean finish() {
    if (ended) {
      return false;
    }
    ended = true;
    if (body != null) {
      body.close();
    }
    over.run();
    return true;
  }

  @Override
  public void head(int status, MultiMap headers) {
    if (ended) {
      return;
    }
    response.setStatusCode(status);
    PassHeaders.answered(headers, response.headers());
    response.putHeader(Headers.PROVIDER, provider.name());
    boolean bare =
        status == NO_CONTENT || status == NOT_MODIFIED || HttpMethod.HEAD.equals(request.method());
    if (!bare && !headers.contains(HttpHeaders.CONTENT_LENGTH)) {
      response.setChunked(true).putHeader(Headers.BUFFERING, Headers.NO);
    }
  }

  @Override
  public void write(Buffer bytes) {
    if (!ended) {
      Sent.ignore(response.write(bytes));
    }
  }

  @Override
  public boolean full() {
    return !ended && response.writeQueueFull();
  }

  @Override
  public void end() {
    if (finish()) {
      Sent.ignore(response.end());
    }
  }

  @Override
  public void fail(Failure failure) {
    if (finish()) {
      Headers.fail(response, failure);
    }
  }

  @Override
  public void cut() {
    if (!finish()) {
      return;
    }
    if (request.version() == HttpVersion.HTTP_2) {
      Sent.ignore(response.reset());
    } else {
      Sent.ignore(request.connection().close());
    }
  }
}
