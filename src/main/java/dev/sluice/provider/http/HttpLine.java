package dev.sluice.provider.http;

import dev.sluice.bus.Dial;
import dev.sluice.bus.Line;
import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call to a provider for a WebSocket. Confined to its lane. */
final class HttpLine {
  private final HttpAdapter adapter;
  private final Dial dial;
  private @Nullable Consumer<Line> replyTo;
  private @Nullable ProviderKey key;

  HttpLine(HttpAdapter adapter, Dial dial, Consumer<Line> replyTo) {
    this.adapter = adapter;
    this.dial = dial;
    this.replyTo = replyTo;
  }

  void start() {
    dial.cancellation()
        .onCancel(() -> fail(new Failure.ClientGone("The conversation was given up.")));
    if (replyTo == null) {
      return;
    }
    WebSocketConnectOptions options = adapter.address().of(dial);
    options.putHeader("x-request-id", dial.requestId());
    if (adapter.keys().size() > 0) {
      key = adapter.keys().take();
      if (key == null) {
        fail(adapter.keys().failure(null));
        return;
      }
      options.putHeader(adapter.manners().keyHeader(), key.authorization());
    }
    adapter.sockets().connect(options).onComplete(this::opened, this::refused);
  }

  private void opened(WebSocket socket) {
    // What comes before the reply has reached the pipeline must wait for it.
    socket.pause();
    if (replyTo == null) {
      socket.resume();
      socket.close();
      return;
    }
    if (key != null) {
      key.served();
    }
    reply(new Line.Open(socket));
  }

  private void refused(Throwable cause) {
    if (!(cause instanceof UpgradeRejectedException rejected)) {
      fail(Faults.of(adapter.name(), cause));
      return;
    }
    Buffer body = Objects.requireNonNullElseGet(rejected.getBody(), Buffer::buffer);
    if (rejected.getStatus() < 400) {
      fail(new Failure.Garbled("Provider " + adapter.name() + " opened no WebSocket."));
      return;
    }
    Failure failure =
        adapter
            .manners()
            .failures()
            .of(rejected.getStatus(), body, name -> rejected.getHeaders().get(name));
    if (key != null && adapter.keys().failed(key, failure)) {
      fail(adapter.keys().failure(failure));
    } else {
      fail(failure);
    }
  }

  private void fail(Failure failure) {
    reply(new Line.Failed(failure));
  }

  private void reply(Line line) {
    Consumer<Line> to = replyTo;
    replyTo = null;
    if (to != null) {
      to.accept(line);
    }
  }
}
