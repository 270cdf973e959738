package dev.sluice.provider.http;

import dev.sluice.bus.Cancellation;
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
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's stay with its provider: the place, the key, the connection and the bodies that it
 * takes on its way, all given back together and once, with exactly one reply. Confined to its lane.
 */
final class Visit {
  private static final Failure GIVEN_UP = new Failure.ClientGone("The request was given up.");

  private final HttpAdapter adapter;
  private final Errand errand;
  private @Nullable Consumer<Reply> replyTo;
  private @Nullable ProviderKey key;
  private Map<String, String> grant = Map.of();
  private @Nullable HttpClientRequest request;
  private @Nullable Sending sending;
  private @Nullable AnswerBody answer;
  private @Nullable ErrorBody error;
  private boolean over;
  private boolean repeated;

  Visit(HttpAdapter adapter, Errand errand, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.errand = errand;
    this.replyTo = replyTo;
  }

  /**
   * Sets out.
   *
   * @param credentials whether a key of the gateway is sent where the provider has any
   */
  void start(Cancellation cancellation, boolean credentials) {
    if (!adapter.places().take()) {
      over = true;
      reply(new Reply.Failed(Faults.crowded(adapter.name())));
      return;
    }
    cancellation.onCancel(this::cancel);
    if (over) {
      return;
    }
    if (credentials && adapter.keys().size() > 0) {
      key = adapter.keys().take();
      if (key == null) {
        fail(adapter.keys().failure(null));
        return;
      }
    }
    connect();
  }

  private void connect() {
    Authority authority = adapter.manners().authority();
    if (authority == null) {
      ask();
    } else {
      errand.grant(authority).onComplete(this::granted, this::denied);
    }
  }

  private void granted(Map<String, String> headers) {
    grant = headers;
    ask();
  }

  private void denied(Throwable cause) {
    fail(FailureException.of(cause, "The request could not be signed."));
  }

  private void ask() {
    if (over) {
      return;
    }
    adapter.places().queued();
    Future<HttpClientRequest> asked;
    try {
      asked = adapter.client().request(errand.options());
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
    } else if (ready == null) {
      broken(cause);
    } else {
      send(ready);
    }
  }

  private void send(HttpClientRequest ready) {
    try {
      errand.address(ready.headers());
    } catch (IllegalArgumentException e) {
      Streams.dropUnsent(ready);
      fail(new Failure.Internal("A header of the request cannot be passed on."));
      return;
    }
    request = ready;
    // The response's future tells the same; without a handler the client logs it.
    ready.exceptionHandler(_ -> {});
    ready.response().onComplete(this::headed);
    errand.send(ready);
  }

  /** Sets what the provider knows the gateway by. */
  void identify(MultiMap headers) {
    grant.forEach(headers::set);
    if (key != null && adapter.keys().size() > 1) {
      // A single one stands among the headers of every request.
      headers.set(adapter.manners().keyHeader(), key.authorization());
    }
  }

  /**
   * Sends a body as it comes.
   *
   * @param length in bytes, -1 when that is not known
   */
  void send(HttpClientRequest ready, Upload.Source body, long length) {
    sending = new Sending(ready, body);
    sending.start(length);
  }

  private void headed(@Nullable HttpClientResponse response, @Nullable Throwable cause) {
    if (over) {
      return;
    }
    if (response == null) {
      broken(cause);
    } else if (errand.isAnswer(response.statusCode(), key != null)) {
      answered(response);
    } else {
      error = new ErrorBody(response, adapter.errorBody(), body -> refused(response, body));
      error.read(adapter.context().owner());
    }
  }

  private void answered(HttpClientResponse response) {
    if (key != null) {
      key.served();
    }
    answer = new AnswerBody(adapter.context(), response, this::finish);
    reply(new Reply.Answered(response.statusCode(), response.headers(), answer));
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
    ProviderKey next = errand.nextKey(keys);
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
    if (!repeated && cause != null && errand.repeats(request, cause)) {
      repeated = true;
      again();
    } else {
      fail(Faults.of(adapter.name(), cause));
    }
  }

  /** After the events that are at hand: connections closed together are then known as closed. */
  private void again() {
    stopSending();
    request = null;
    adapter.context().runOnContext(_ -> connect());
  }

  /** Sends no more of a body; a request that is not whole loses its connection. */
  private void stopSending() {
    Sending open = sending;
    sending = null;
    if (open != null && open.stop() && request != null) {
      Streams.cut(request);
    }
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
