package dev.sluice.provider.http;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.ByteWork;
import dev.sluice.bus.Reply;
import dev.sluice.bus.Upload;
import dev.sluice.provider.Authority;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
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
final class HttpCall implements Errand {
  /** Longest time from sending to the close of a connection that was given up before. */
  private static final long STALE = Duration.ofSeconds(1).toNanos();

  private final HttpAdapter adapter;
  private final Attempt attempt;
  private final Visit visit;
  private int keysTried;
  private long sentAt;

  HttpCall(HttpAdapter adapter, Attempt attempt, Consumer<Reply> replyTo) {
    this.adapter = adapter;
    this.attempt = attempt;
    this.visit = new Visit(adapter, this, replyTo);
  }

  void start() {
    visit.start(attempt.cancellation(), forwarded() == null);
  }

  /** What the client brought in place of a key of the gateway, null when that is not passed on. */
  private @Nullable String forwarded() {
    return adapter.forwardsAuthorization() ? attempt.authorization() : null;
  }

  @Override
  public Future<Map<String, String>> grant(Authority authority) {
    return authority.headers(adapter.address().uri(attempt), attempt.body());
  }

  @Override
  public RequestOptions options() {
    return adapter.address().of(attempt);
  }

  @Override
  public void address(MultiMap headers) {
    headers.set("x-request-id", attempt.requestId());
    attempt.aside().hints().forEach(headers::set);
    if (attempt.upload() != null) {
      headers.set("content-type", attempt.upload().type());
    }
    visit.identify(headers);
    String authorization = forwarded();
    if (authorization != null) {
      // Where the house's key has a header of its own, it would stand beside the client's.
      headers.remove(adapter.manners().keyHeader());
      headers.set("authorization", authorization);
    }
  }

  @Override
  public void send(HttpClientRequest ready) {
    sentAt = System.nanoTime();
    Upload upload = attempt.upload();
    if (upload != null) {
      String model = attempt.upstreamModel();
      visit.send(ready, upload.open(model), upload.length(model));
    } else if (attempt.body().length() > ByteWork.AT_ONCE) {
      visit.send(
          ready,
          new BodySource(adapter.context().owner(), attempt.body()),
          attempt.body().length());
    } else {
      ready.end(attempt.body());
    }
  }

  @Override
  public boolean isAnswer(int status, boolean keyed) {
    return status / 100 == 2;
  }

  @Override
  public @Nullable ProviderKey nextKey(KeyRing keys) {
    return ++keysTried < keys.size() ? keys.ready() : null;
  }

  @Override
  public boolean repeats(@Nullable HttpClientRequest used, Throwable cause) {
    if (used == null) {
      return Faults.disconnected(cause);
    }
    if (used.version() == HttpVersion.HTTP_2) {
      return Faults.refusedStream(cause);
    }
    return used.streamId() > 1 && Faults.disconnected(cause) && System.nanoTime() - sentAt < STALE;
  }
}
