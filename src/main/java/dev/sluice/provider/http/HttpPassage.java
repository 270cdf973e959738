package dev.sluice.provider.http;

import dev.sluice.bus.Passage;
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
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that is passed on as it is, up to the last byte of its answer. Confined to its lane.
 *
 * <p>A request without a body that meets a connection which the provider was closing is sent once
 * more; one with a body is not, because its bytes are gone.
 */
final class HttpPassage {
  private static final Failure GIVEN_UP = new Failure.ClientGone("The request was given up.");
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final HttpAdapter adapter;
  private final Passage passage;
  private @Nullable Consumer<Reply> replyTo;
  private @Nullable ProviderKey key;
  private Map<String, String> grant = Map.of();
  private @Nullable HttpClientRequest request;
  private @Nullable Sending sending;
  private @Nullable AnswerBody answer;
  private @Nullable ErrorBody error;
  private boolean over;
  private boolean repeated;

  HttpPassage(HttpAdapter adapter, Passage passage, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.passage = passage;
    this.replyTo = replyTo;
  }

  void start() {
    if (!adapter.places().take()) {
      over = true;
      reply(new Reply.Failed(Faults.crowded(adapter.name())));
      return;
    }
    passage.cancellation().onCancel(this::cancel);
    if (over) {
      return;
    }
    if (adapter.keys().size() > 0) {
      key = adapter.keys().take();
      if (key == null) {
        fail(adapter.keys().failure(null));
        return;
      }
    }
    Authority authority = adapter.manners().authority();
    if (authority == null) {
      ask();
    } else {
      authority
          .headers(adapter.address().uri(passage), Buffer.buffer())
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
      asked = adapter.client().request(adapter.address().of(passage));
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
      fail(Faults.of(adapter.name(), cause));
    } else {
      send(ready);
    }
  }

  private void send(HttpClientRequest ready) {
    MultiMap headers = ready.headers();
    headers.set("x-request-id", passage.requestId());
    grant.forEach(headers::set);
    if (key != null && adapter.keys().size() > 1) {
      headers.set(adapter.manners().keyHeader(), key.authorization());
    }
    request = ready;
    ready.exceptionHandler(_ -> {});
    ready.response().onComplete(this::headed);
    Upload.Source body = passage.body();
    if (body == null) {
      ready.end();
    } else {
      sending = new Sending(ready, body);
      sending.start(passage.length());
    }
  }

  private void headed(@Nullable HttpClientResponse response, @Nullable Throwable cause) {
    if (over) {
      return;
    }
    if (response == null) {
      broken(cause);
      return;
    }
    int status = response.statusCode();
    if (key != null && (status == UNAUTHORISED || status == FORBIDDEN)) {
      error = new ErrorBody(response, adapter.errorBody(), body -> refused(response, body));
      error.read(adapter.context().owner());
      return;
    }
    if (key != null) {
      key.served();
    }
    answer = new AnswerBody(adapter.context(), response, this::finish);
    reply(new Reply.Answered(status, response.headers(), answer));
  }

  /** The gateway's own key was refused, which the client must not take for its own. */
  private void refused(HttpClientResponse response, Buffer body) {
    MultiMap headers = response.headers();
    Failure failure =
        adapter.manners().failures().of(response.statusCode(), body, name -> headers.get(name));
    if (key == null || !adapter.keys().failed(key, failure)) {
      fail(failure);
    } else {
      fail(adapter.keys().failure(failure));
    }
  }

  private void broken(@Nullable Throwable cause) {
    HttpClientRequest used = request;
    boolean kept = used != null && used.version() != HttpVersion.HTTP_2 && used.streamId() > 1;
    boolean again = !repeated && passage.body() == null && kept;
    if (again && cause != null && Faults.disconnected(cause)) {
      repeated = true;
      request = null;
      adapter.context().runOnContext(_ -> ask());
    } else {
      fail(Faults.of(adapter.name(), cause));
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
    if (over) {
      return;
    }
    over = true;
    adapter.places().leave();
    Sending open = sending;
    if (open != null && open.stop() && request != null) {
      Streams.cut(request);
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
