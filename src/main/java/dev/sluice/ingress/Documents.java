package dev.sluice.ingress;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The description of the API, for programs and for people, which comes with the program. */
final class Documents {
  /** The page's own script may read the description from where the page came from, nothing else. */
  private static final CharSequence POLICY =
      HttpHeaders.createOptimized(
          "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
              + " connect-src 'self'; base-uri 'none'; frame-ancestors 'none'");

  private static final CharSequence HTML = HttpHeaders.createOptimized("text/html; charset=utf-8");

  private final Buffer openapi = read("openapi.json");
  private final Buffer page = read("docs.html");

  /** Answers with the OpenAPI document. */
  void openapi(HttpServerRequest request) {
    Sent.ignore(request.response().putHeader(HttpHeaders.CONTENT_TYPE, Headers.JSON).end(openapi));
  }

  /** Answers with the page that shows it. */
  void page(HttpServerRequest request) {
    Sent.ignore(
        request
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, HTML)
            .putHeader("content-security-policy", POLICY)
            .putHeader("x-content-type-options", "nosniff")
            .end(page));
  }

  private static Buffer read(String name) {
    try (InputStream resource = Documents.class.getResourceAsStream("/docs/" + name)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its resource docs/" + name);
      }
      return Buffer.buffer(resource.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
