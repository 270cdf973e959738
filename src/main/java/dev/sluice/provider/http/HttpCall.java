package dev.sluice.provider.http;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Upload;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Authority;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpVersion;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at a provider, from asking for a connection to the last byte of the answer. Confined
 * to its lane.
 *
 * <p>A provider may close a kept connection at the moment when a request is written to it. That
 * says nothing about the provider's health, so the request is sent once more when nothing of an
 * answer came, the connection had served before, and it broke within {@link #STALE}, as it does
 * when the close was already under way. A provider that took the request and then died cannot be
 * told from it with certainty; a completion has no effect but its cost, and the failover that would
 * follow runs the same risk. HTTP/2 says by itself which streams were not taken.
 *
 * <p>A refusal that is about the key and not about the request is answered by sending the request
 * once more with the next key that is ready, each key once at most.
 */
final class HttpCall {
  /** Longest time from sending to the close of a connection that was given up before. */
  private static final long STALE = Duration.ofSeconds(1).toNanos();

  private static final Failure GIVEN_UP = new Failure.ClientGone("The attempt was given up.");

  private final HttpAdapter adapter;
  private final Attempt attempt;
  private @Nullable Consumer<Reply> replyTo;
  private @Nullable ProviderKey key;
  private int keysTried;
  private Map<String, String> grant = Map.of();
  private @Nullable HttpClientRequest request;
  private @Nullable Sending sending;
  private @Nullable AnswerBody answer;
  private @Nullable ErrorBody error;
  private boolean over;
  private boolean repeated;
  private long sentAt;

  HttpCall(HttpAdapter adapter, Attempt attempt, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.attempt = attempt;
    this.replyTo = replyTo;
  }

  void start() {
    if (!adapter.places().take()) {
      over = true;
      reply(new Reply.Failed(Faults.crowded(adapter.name())));
      return;
    }
    attempt.cancellation().onCancel(this::cancel);
    if (over) {
      return;
    }
    if (ownsCredentials()) {
      key = adapter.keys().take();
      if (key == null) {
        fail(adapter.keys().failure(null));
        return;
      }
    }
    connect();
  }

  /** Whether a key of the gateway is sent, and not what the client brought. */
  private boolean ownsCredentials() {
    boolean forwarded = attempt.authorization() != null && adapter.forwardsAuthorization();
    return adapter.keys().size() > 0 && !forwarded;
  }

  private void connect() {
    Authority authority = adapter.manners().authority();
    if (authority == null) {
      ask();
    } else {
      authority
          .headers(adapter.address().uri(attempt), attempt.body())
          .onComplete(this::granted, this::denied);
    }
  }

  private void granted(Map<String, String> headers) {
    grant = headers;
    ask();
  }

  private void denied(Throwable cause) {
    fail(
        cause instanceof FailureException known
            ? known.failure()
            : new Failure.Internal("The request could not be signed."));
  }

  private void ask() {
    if (over) {
      return;
    }
    adapter.places().queued();
    Future<HttpClientRequest> asked;
    try {
      asked = adapter.client().request(adapter.address().of(attempt));
    } catch (IllegalStateException e) {
      // The client was closed: the lane is being taken down.
      asked = Future.failedFuture(e);
    }
    asked.onComplete(this::connected);
  }

  private void connected(@Nullable HttpClientRequest ready, @Nullable Throwable cause) {
    adapter.places().served();
    if (over) {
      if (ready != null) {
        Streams.dropUnsent(ready);
      }
    } else if (ready != null) {
      send(ready);
    } else if (cause != null && !repeated && Faults.disconnected(cause)) {
      repeat();
    } else {
      fail(Faults.of(adapter.name(), cause));
    }
  }

  private void send(HttpClientRequest ready) {
    if (!address(ready)) {
      Streams.dropUnsent(ready);
      fail(new Failure.Internal("A header of the request cannot be passed on."));
      return;
    }
    request = ready;
    // The response's future tells the same; without a handler the client logs it.
    ready.exceptionHandler(_ -> {});
    ready.response().onComplete(this::headed);
    sentAt = System.nanoTime();
    Upload upload = attempt.upload();
    if (upload == null) {
      ready.end(attempt.body());
    } else {
      String model = attempt.upstreamModel();
      sending = new Sending(ready, upload.open(model));
      sending.start(upload.length(model));
    }
  }

  /** Sends no more of an upload; a request that is not whole loses its connection. */
  private void stopSending() {
    Sending open = sending;
    sending = null;
    if (open != null && open.stop() && request != null) {
      Streams.cut(request);
    }
  }

  /** Sets the attempt's own headers, or says that one holds what a header must not. */
  private boolean address(HttpClientRequest ready) {
    MultiMap headers = ready.headers();
    try {
      headers.set("x-request-id", attempt.requestId());
      attempt.aside().hints().forEach(headers::set);
      if (attempt.upload() != null) {
        headers.set("content-type", attempt.upload().type());
      }
      grant.forEach(headers::set);
      String authorization = attempt.authorization();
      if (authorization != null && adapter.forwardsAuthorization()) {
        // Where the house's key has a header of its own, it would stand beside the client's.
        headers.remove(adapter.manners().keyHeader());
        headers.set("authorization", authorization);
      } else if (key != null && adapter.keys().size() > 1) {
        // A single one stands among the headers of every request.
        headers.set(adapter.manners().keyHeader(), key.authorization());
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private void headed(@Nullable HttpClientResponse response, @Nullable Throwable cause) {
    if (over) {
      return;
    }
    if (response == null) {
      broken(cause);
    } else if (response.statusCode() / 100 == 2) {
      if (key != null) {
        key.served();
      }
      answer = new AnswerBody(adapter.context(), response, this::finish);
      reply(new Reply.Answered(response.statusCode(), response.headers(), answer));
    } else {
      error = new ErrorBody(response, adapter.errorBody(), body -> refused(response, body));
      error.read(adapter.context().owner());
    }
  }

  private void refused(HttpClientResponse response, Buffer body) {
    MultiMap headers = response.headers();
    Failure failure =
        adapter.manners().failures().of(response.statusCode(), body, name -> headers.get(name));
    KeyRing keys = adapter.keys();
    if (key == null || !keys.failed(key, failure)) {
      fail(failure);
      return;
    }
    ProviderKey next = ++keysTried < keys.size() ? keys.ready() : null;
    if (next == null) {
      fail(keys.failure(failure));
      return;
    }
    key = next;
    error = null;
    repeated = false;
    again();
  }

  private void broken(@Nullable Throwable cause) {
    if (!repeated && cause != null && unserved(cause)) {
      repeat();
    } else {
      fail(Faults.of(adapter.name(), cause));
    }
  }

  private boolean unserved(Throwable cause) {
    HttpClientRequest used = request;
    if (used == null || used.version() == HttpVersion.HTTP_2) {
      return Faults.refusedStream(cause);
    }
    return used.streamId() > 1 && Faults.disconnected(cause) && System.nanoTime() - sentAt < STALE;
  }

  private void repeat() {
    repeated = true;
    again();
  }

  /** After the events that are at hand: connections closed together are then known as closed. */
  private void again() {
    stopSending();
    request = null;
    adapter.context().runOnContext(_ -> connect());
  }

  private void cancel() {
    if (over) {
      return;
    }
    finish();
    if (error != null) {
      error.drop();
    } else if (answer != null) {
      answer.drop();
    } else if (request != null) {
      Streams.drop(request);
    }
    reply(new Reply.Failed(GIVEN_UP));
  }

  private void fail(Failure failure) {
    if (!over) {
      finish();
      reply(new Reply.Failed(failure));
    }
  }

  private void finish() {
    if (!over) {
      over = true;
      adapter.places().leave();
      stopSending();
    }
  }

  private void reply(Reply reply) {
    Consumer<Reply> to = replyTo;
    replyTo = null;
    if (to != null) {
      to.accept(reply);
    }
  }
}
