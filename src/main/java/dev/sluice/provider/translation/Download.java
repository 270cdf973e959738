package dev.sluice.provider.translation;

import dev.sluice.provider.translation.MediaMeters.Result;
import dev.sluice.wire.canonical.MagicBytes;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One file that is fetched. The host's name is resolved here, its addresses are checked, and the
 * connection goes to a checked one: what the name stands for later makes no difference. So it is
 * done again for each redirect.
 */
final class Download {
  private static final int REDIRECTS = 3;
  private static final String NO_URL = "it is no address that may be asked";

  private final MediaFetcher fetcher;
  private final MediaFetch all;
  private final String url;
  private final Buffer body = Buffer.buffer();
  private @Nullable HttpClientRequest request;
  private long timer = -1;
  private int redirects;
  private boolean over;

  Download(MediaFetcher fetcher, MediaFetch all, String url) {
    this.fetcher = fetcher;
    this.all = all;
    this.url = url;
  }

  String url() {
    return url;
  }

  void start() {
    long millis = fetcher.config().timeout().toMillis();
    timer = vertx().setTimer(millis, _ -> fail(Result.LATE, "its host took too long"));
    go(url);
  }

  private Vertx vertx() {
    return fetcher.context().owner();
  }

  private void go(String where) {
    URI uri;
    try {
      uri = new URI(where);
    } catch (URISyntaxException e) {
      fail(Result.REFUSED, NO_URL);
      return;
    }
    go(uri);
  }

  private void go(URI uri) {
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    boolean web = scheme.equals("http") || scheme.equals("https");
    String host = uri.getHost();
    if (!web || host == null || uri.getRawUserInfo() != null) {
      fail(Result.REFUSED, NO_URL);
    } else if (!fetcher.rules().allow(host)) {
      fail(Result.REFUSED, "the gateway does not ask its host");
    } else {
      fetcher
          .names()
          .addresses(bare(host))
          .onComplete((found, _) -> resolved(uri, scheme.equals("https"), found));
    }
  }

  private static String bare(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private void resolved(URI uri, boolean secure, @Nullable List<InetAddress> found) {
    if (over) {
      return;
    }
    if (found == null || found.isEmpty()) {
      fail(Result.UNREACHABLE, "its host is not known");
    } else if (!fetcher.rules().allow(uri.getHost(), found)) {
      fail(Result.REFUSED, "its host is not public");
    } else {
      ask(uri, secure, found.getFirst());
    }
  }

  private void ask(URI uri, boolean secure, InetAddress address) {
    int port = uri.getPort() > 0 ? uri.getPort() : secure ? 443 : 80;
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    RequestOptions options =
        new RequestOptions()
            .setMethod(HttpMethod.GET)
            .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
            .setHost(uri.getHost())
            .setPort(port)
            .setSsl(secure)
            .setURI(uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery())
            .setFollowRedirects(false)
            .setConnectTimeout(fetcher.config().timeout().toMillis())
            .setHeaders(
                HttpHeaders.headers()
                    .set("accept", "image/*, application/pdf, text/*")
                    .set("accept-encoding", "identity")
                    .set("user-agent", "sluice"));
    try {
      fetcher.client().request(options).onComplete((ready, _) -> connected(uri, ready));
    } catch (IllegalStateException | IllegalArgumentException e) {
      fail(Result.UNREACHABLE, "its host could not be asked");
    }
  }

  private void connected(URI uri, @Nullable HttpClientRequest ready) {
    if (ready == null) {
      fail(Result.UNREACHABLE, "its host could not be reached");
      return;
    }
    ready.exceptionHandler(_ -> {});
    if (over) {
      ready.reset();
      return;
    }
    request = ready;
    ready.response().onComplete((response, _) -> headed(uri, response));
    ready.end();
  }

  private void headed(URI uri, @Nullable HttpClientResponse response) {
    if (response == null) {
      fail(Result.UNREACHABLE, "its host gave no answer");
      return;
    }
    // Without a handler the client logs that an answer was dropped.
    response.exceptionHandler(_ -> {});
    if (over) {
      return;
    }
    int status = response.statusCode();
    String location = response.getHeader("location");
    if (status / 100 == 3 && location != null) {
      redirected(uri, location);
    } else if (status != 200) {
      fail(Result.UNREACHABLE, "its host answered with status " + status);
    } else if (length(response) > fetcher.config().maxBytes()) {
      tooLarge();
    } else {
      String type = response.getHeader("content-type");
      response
          .exceptionHandler(_ -> fail(Result.UNREACHABLE, "its host broke off"))
          .endHandler(_ -> complete(type))
          .handler(this::took);
    }
  }

  private static long length(HttpClientResponse response) {
    String length = response.getHeader("content-length");
    return length != null && length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
  }

  private void redirected(URI from, String location) {
    HttpClientRequest asked = request;
    request = null;
    if (asked != null) {
      asked.reset();
    }
    if (++redirects > REDIRECTS) {
      fail(Result.UNREACHABLE, "its host redirects too often");
      return;
    }
    try {
      go(from.resolve(new URI(location)));
    } catch (URISyntaxException e) {
      fail(Result.REFUSED, NO_URL);
    }
  }

  private void took(Buffer read) {
    if (over) {
      return;
    }
    if (body.length() + (long) read.length() > fetcher.config().maxBytes()) {
      tooLarge();
    } else if (!all.take(read.length())) {
      fail(
          Result.TOO_LARGE,
          "all of the request are larger than "
              + fetcher.config().totalBytes()
              + " bytes together");
    } else if (!all.hold(read.length())) {
      fail(Result.NO_ROOM, "the gateway holds too much");
    } else {
      body.appendBuffer(read);
    }
  }

  private void tooLarge() {
    fail(Result.TOO_LARGE, "it is larger than " + fetcher.config().maxBytes() + " bytes");
  }

  private void complete(@Nullable String told) {
    if (over) {
      return;
    }
    String type =
        MagicBytes.mediaType(body.getBytes(0, Math.min(body.length(), MagicBytes.LENGTH)));
    if (type == null && told != null && told.toLowerCase(Locale.ROOT).startsWith("text/")) {
      type = told.toLowerCase(Locale.ROOT).split(";", 2)[0].trim();
    }
    if (type == null) {
      fail(Result.UNKNOWN_TYPE, "it is no JPEG, PNG, GIF, WebP, PDF or text");
      return;
    }
    end();
    all.complete(this, new Media(type, body));
  }

  private void fail(Result result, String reason) {
    if (!over) {
      drop();
      all.failed(this, new MediaFault(result, reason));
    }
  }

  /** Gives it up; nobody is told. */
  void drop() {
    end();
    HttpClientRequest asked = request;
    if (asked != null) {
      asked.reset();
    }
  }

  private void end() {
    over = true;
    boolean _ = vertx().cancelTimer(timer);
  }
}
