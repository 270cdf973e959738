package dev.sluice.provider.http;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpVersion;

/** Gives HTTP streams up so that their connection is not lost to the pool. */
final class Streams {
  /** HTTP/2's CANCEL. */
  private static final long CANCEL = 8;

  private Streams() {}

  /**
   * Drops a request. Before its head was written, an HTTP/1.1 connection goes back to the pool;
   * after it, the connection is closed unless the answer is complete. An HTTP/2 stream is reset.
   */
  static void drop(HttpClientRequest request) {
    request.reset(CANCEL);
  }

  /**
   * Drops a request that is not whole, though its answer may be: the rest of it would be taken for
   * the beginning of the next one.
   */
  static void cut(HttpClientRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      drop(request);
    } else {
      request.connection().close();
    }
  }

  /** Drops a request whose head was not written. */
  static void dropUnsent(HttpClientRequest request) {
    // Without a handler the client logs the reset as an error.
    request.exceptionHandler(_ -> {});
    if (request.version() == HttpVersion.HTTP_2) {
      // Only a stream that was opened gives its place on the connection back.
      request.setChunked(true).sendHead();
    }
    drop(request);
  }
}
