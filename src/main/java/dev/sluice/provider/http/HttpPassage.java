package dev.sluice.provider.http;

import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Upload;
import dev.sluice.provider.Authority;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request that is passed on as it is, up to the last byte of its answer. Confined to its lane.
 *
 * <p>A request without a body that meets a connection which the provider was closing is sent once
 * more; one with a body is not, because its bytes are gone.
 */
final class HttpPassage implements Errand {
  private static final int UNAUTHORISED = 401;
  private static final int FORBIDDEN = 403;

  private final HttpAdapter adapter;
  private final Passage passage;
  private final Visit visit;

  HttpPassage(HttpAdapter adapter, Passage passage, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.passage = passage;
    this.visit = new Visit(adapter, this, replyTo);
  }

  void start() {
    visit.start(passage.cancellation(), true);
  }

  @Override
  public Future<Map<String, String>> grant(Authority authority) {
    return authority.headers(adapter.address().uri(passage), Buffer.buffer());
  }

  @Override
  public RequestOptions options() {
    return adapter.address().of(passage);
  }

  @Override
  public void address(MultiMap headers) {
    headers.set("x-request-id", passage.requestId());
    visit.identify(headers);
  }

  @Override
  public void send(HttpClientRequest ready) {
    Upload.Source body = passage.body();
    if (body == null) {
      ready.end();
    } else {
      visit.send(ready, body, passage.length());
    }
  }

  /** Where the gateway's own key is refused, the client must not take that for its own. */
  @Override
  public boolean isAnswer(int status, boolean keyed) {
    return !keyed || (status != UNAUTHORISED && status != FORBIDDEN);
  }

  @Override
  public @Nullable ProviderKey nextKey(KeyRing keys) {
    return null;
  }

  @Override
  public boolean repeats(@Nullable HttpClientRequest used, Throwable cause) {
    boolean kept = used != null && used.version() != HttpVersion.HTTP_2 && used.streamId() > 1;
    return passage.body() == null && kept && Faults.disconnected(cause);
  }
}
