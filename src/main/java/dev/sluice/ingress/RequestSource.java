package dev.sluice.ingress;

import dev.sluice.bus.Upload;
import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A request's body that is passed on as it comes, within bounds of size and time. It comes no
 * faster than it is taken. Confined to its lane.
 */
final class RequestSource extends Watchdog.Entry implements Upload.Source {
  private final HttpServerRequest request;
  private final Lane lane;
  private final Consumer<Failure> failed;
  private final long limit;
  private @Nullable Handler<Buffer> bytes;
  private @Nullable Handler<Void> end;
  private @Nullable Handler<Throwable> exception;
  private long started;
  private long lastCame;
  private long length;
  private boolean flowing;
  private boolean over;

  /**
   * A body that is paused.
   *
   * @param failed told when the body breaks a bound; nothing more is read then
   */
  RequestSource(HttpServerRequest request, Lane lane, Consumer<Failure> failed) {
    this.request = request;
    this.lane = lane;
    this.failed = failed;
    this.limit = lane.config().limits().upload();
  }

  /** Begins; called before the first byte can come. */
  void start() {
    request.pause().handler(this::take).endHandler(_ -> ended());
    started = lane.nanos().getAsLong();
    lastCame = started;
    dueBy(started + lane.config().limits().bodyTime().toNanos());
    lane.watchdog().watch(this);
  }

  /** The latest moment, of those up to now, at which the client had to be waited for. */
  long waitedUntil(long now) {
    return flowing && !over ? now : lastCame;
  }

  private void take(Buffer part) {
    if (over) {
      return;
    }
    lastCame = lane.nanos().getAsLong();
    length += part.length();
    if (length > limit) {
      fail(tooLarge(limit));
    } else if (bytes != null) {
      bytes.handle(part);
    }
  }

  /** What a body beyond the limit is refused with. */
  static Failure tooLarge(long limit) {
    return new Failure.BodyTooLarge(
        "The request body is larger than the limit of " + limit + " bytes (limits.upload).");
  }

  private void ended() {
    if (!over) {
      finish();
      if (end != null) {
        end.handle(null);
      }
    }
  }

  private void fail(Failure failure) {
    Handler<Throwable> told = exception;
    close();
    if (told != null) {
      told.handle(new IllegalStateException(failure.kind()));
    }
    failed.accept(failure);
  }

  private void finish() {
    over = true;
    lane.watchdog().unwatch(this);
  }

  @Override
  public void close() {
    if (over) {
      return;
    }
    finish();
    bytes = null;
    end = null;
    exception = null;
    // What still comes is read and thrown away, so that the client can read the answer.
    request.resume();
  }

  @Override
  protected long check(long now) {
    long whole = started + lane.config().limits().uploadTime().toNanos();
    long silence = (flowing ? lastCame : now) + lane.config().limits().bodyTime().toNanos();
    if (now - whole >= 0) {
      fail(new Failure.SlowBody("The body did not arrive in time (limits.upload_time)."));
    } else if (now - silence >= 0) {
      fail(new Failure.SlowBody("The body did not go on in time (limits.body_time)."));
    }
    return Math.min(whole, silence);
  }

  @Override
  protected void stop(Failure reason) {
    fail(reason);
  }

  @Override
  public RequestSource handler(@Nullable Handler<Buffer> handler) {
    bytes = handler;
    return this;
  }

  @Override
  public RequestSource endHandler(@Nullable Handler<Void> handler) {
    end = handler;
    return this;
  }

  @Override
  public RequestSource exceptionHandler(@Nullable Handler<Throwable> handler) {
    exception = handler;
    return this;
  }

  @Override
  public RequestSource pause() {
    flowing = false;
    if (!over) {
      request.pause();
    }
    return this;
  }

  @Override
  public RequestSource resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public RequestSource fetch(long amount) {
    if (!over) {
      flowing = true;
      lastCame = lane.nanos().getAsLong();
      request.fetch(amount);
    }
    return this;
  }
}
