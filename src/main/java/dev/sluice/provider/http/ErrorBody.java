package dev.sluice.provider.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The first bytes of an error's body, read within {@link #MILLIS} and dropped beyond a limit. */
final class ErrorBody {
  private static final long MILLIS = 5_000;

  private final HttpClientResponse response;
  private final int limit;
  private final Consumer<Buffer> whenRead;
  private final @Nullable Unpacking unpacking;
  private final Buffer body = Buffer.buffer();
  private Runnable disarm = () -> {};
  private boolean over;

  /**
   * A body to be read.
   *
   * @param limit most bytes
   * @param whenRead called once with what came, unless the body is dropped before
   */
  ErrorBody(HttpClientResponse response, int limit, Consumer<Buffer> whenRead) {
    this.response = response;
    this.limit = limit;
    this.whenRead = whenRead;
    this.unpacking = Unpacking.of(response.headers());
  }

  /** Begins to read. Called before the response's first byte can come. */
  void read(Vertx vertx) {
    long timer = vertx.setTimer(MILLIS, _ -> cut());
    disarm = () -> vertx.cancelTimer(timer);
    response.exceptionHandler(_ -> complete()).endHandler(_ -> complete()).handler(this::take);
  }

  /** Gives the body up; nothing is told any more. */
  void drop() {
    if (!over) {
      close();
      Streams.drop(response.request());
    }
  }

  private void take(Buffer chunk) {
    if (over) {
      return;
    }
    try {
      keep(unpacking == null ? chunk : unpacking.plain(chunk));
    } catch (RuntimeException e) {
      cut();
    }
  }

  private void keep(Buffer chunk) {
    int room = limit - body.length();
    body.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    if (chunk.length() > room) {
      cut();
    }
  }

  private void cut() {
    if (!over) {
      Streams.drop(response.request());
      complete();
    }
  }

  private void complete() {
    if (!over) {
      close();
      whenRead.accept(body);
    }
  }

  private void close() {
    over = true;
    disarm.run();
    if (unpacking != null) {
      unpacking.close();
    }
  }
}
