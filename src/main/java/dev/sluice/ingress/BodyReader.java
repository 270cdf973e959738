package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body within bounds of size, time and the lane's memory. Confined to its
 * lane.
 */
final class BodyReader extends Watchdog.Entry implements Intake {
  /** Told once: either the whole body or why there is none; neither when released before. */
  interface Listener {
    void whole(Buffer body);

    void failed(Failure failure);
  }

  private final HttpServerRequest request;
  private final Lane lane;
  private final BodyMemory memory;
  private final Listener listener;
  private final int limit;
  private @Nullable Buffer body;
  private int reserved;
  private boolean reading;

  BodyReader(HttpServerRequest request, Lane lane, BodyMemory memory, Listener listener) {
    this.request = request;
    this.lane = lane;
    this.memory = memory;
    this.listener = listener;
    this.limit = lane.config().limits().body();
  }

  /** Begins to read, unless the announced length is already too much. */
  @Override
  public void start() {
    if (Lengths.announced(request) > limit) {
      listener.failed(tooLarge());
      return;
    }
    if (request.headers().contains(HttpHeaders.EXPECT)) {
      Sent.ignore(request.response().writeContinue());
    }
    reading = true;
    dueBy(lane.nanos().getAsLong() + lane.config().limits().bodyTime().toNanos());
    lane.watchdog().watch(this);
    // What comes after a failure is read and thrown away, so that the client can read the answer.
    request.handler(this::take).endHandler(_ -> end());
  }

  private void take(Buffer part) {
    if (!reading) {
      return;
    }
    Buffer before = body;
    if ((before == null ? 0 : before.length()) + (long) part.length() > limit) {
      fail(tooLarge());
    } else if (!memory.reserve(part.length())) {
      fail(
          new Failure.Overloaded(
              "The gateway holds too many request bodies; try again soon.", Duration.ofSeconds(1)));
    } else {
      reserved += part.length();
      body = before == null ? part : before.appendBuffer(part);
    }
  }

  private Failure tooLarge() {
    return new Failure.BodyTooLarge(
        "The request body is larger than the limit of " + limit + " bytes (limits.body).");
  }

  private void end() {
    if (reading) {
      finishReading();
      Buffer all = body;
      listener.whole(all == null ? Buffer.buffer() : all);
    }
  }

  private void fail(Failure failure) {
    finishReading();
    listener.failed(failure);
  }

  private void finishReading() {
    reading = false;
    lane.watchdog().unwatch(this);
  }

  /** Gives the memory back: the exchange is over, or the client has left. */
  @Override
  public void release() {
    if (reading) {
      finishReading();
    }
    body = null;
    memory.release(reserved);
    reserved = 0;
  }

  @Override
  protected long check(long now) {
    fail(new Failure.SlowBody("The request body did not arrive in time (limits.body_time)."));
    return now;
  }

  @Override
  protected void stop(Failure reason) {
    fail(reason);
  }
}
