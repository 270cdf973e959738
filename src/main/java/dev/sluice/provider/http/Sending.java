package dev.sluice.provider.http;

import dev.sluice.bus.Upload;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;

/** Sends a request's body as it comes, no faster than the provider takes it. */
final class Sending {
  private final HttpClientRequest request;
  private final Upload.Source source;
  private boolean over;

  Sending(HttpClientRequest request, Upload.Source source) {
    this.request = request;
    this.source = source;
  }

  /**
   * Begins.
   *
   * @param length of the body in bytes, -1 when that is not known
   */
  void start(long length) {
    if (length < 0) {
      request.setChunked(true);
    } else {
      request.putHeader("content-length", Long.toString(length));
    }
    request.drainHandler(_ -> {
      if (!over) {
        source.resume();
      }
    });
    source.exceptionHandler(_ -> broke()).endHandler(_ -> ended()).handler(this::write);
    source.resume();
  }

  private void write(Buffer part) {
    if (over) {
      return;
    }
    request.write(part);
    if (request.writeQueueFull()) {
      source.pause();
    }
  }

  private void ended() {
    if (!over) {
      over = true;
      request.end();
    }
  }

  /** Half a request must not look like a whole one. */
  private void broke() {
    if (!over) {
      over = true;
      Streams.drop(request);
    }
  }

  /** Sends no more; whether something was left to be sent. */
  boolean stop() {
    if (over) {
      return false;
    }
    over = true;
    source.close();
    return true;
  }
}
