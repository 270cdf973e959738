package dev.sluice.ingress;

import dev.sluice.bus.ByteWork;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Collects a request's body within bounds of size, time and the lane's memory, and has it read.
 * Confined to its lane.
 *
 * @param <T> what the body says
 */
final class BodyReader<T> extends Watchdog.Entry implements Intake {
  /** Told once: either what the body says or why not; neither when released before. */
  interface Listener<T> {
    /**
     * Reads the whole body, beside the event loop where it is long: nothing of the lane may be
     * touched. Throws {@link FailureException} when the body is at fault.
     */
    T read(Buffer body);

    void whole(T said);

    void failed(Failure failure);
  }

  private final HttpServerRequest request;
  private final Lane lane;
  private final BodyMemory memory;
  private final Listener<T> listener;
  private final int limit;
  private @Nullable BodyParts parts = new BodyParts();
  private int reserved;
  private boolean reading;
  private boolean working;

  BodyReader(HttpServerRequest request, Lane lane, BodyMemory memory, Listener<T> listener) {
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
    BodyParts before = parts;
    if (!reading || before == null) {
      return;
    }
    if (before.length() + (long) part.length() > limit) {
      fail(tooLarge());
    } else if (!memory.reserve(part.length())) {
      fail(
          new Failure.Overloaded(
              "The gateway holds too many request bodies; try again soon.", Duration.ofSeconds(1)));
    } else {
      reserved += part.length();
      before.add(part);
    }
  }

  private Failure tooLarge() {
    return new Failure.BodyTooLarge(
        "The request body is larger than the limit of " + limit + " bytes (limits.body).");
  }

  private void end() {
    BodyParts all = parts;
    if (reading && all != null) {
      finishReading();
      working = true;
      ByteWork.run(lane.vertx(), all.length(), () -> listener.read(all.joined()), this::read);
    }
  }

  private void read(@Nullable T said, @Nullable Throwable cause) {
    working = false;
    if (parts == null) {
      giveBack();
    } else if (said != null) {
      parts = null;
      listener.whole(said);
    } else {
      listener.failed(FailureException.of(cause, "The request could not be read."));
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
    parts = null;
    // What is at work holds the body until it has done.
    if (!working) {
      giveBack();
    }
  }

  private void giveBack() {
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
