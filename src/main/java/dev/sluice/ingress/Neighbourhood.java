package dev.sluice.ingress;

import dev.sluice.model.Failure;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/** Tells requests of the machine itself from all others. */
final class Neighbourhood {
  /** What others are told. */
  static final Failure REFUSAL =
      new Failure.Forbidden(
          "This page is served to the node's own machine only: ask there, on 127.0.0.1.");

  private Neighbourhood() {}

  /**
   * Whether a program on this machine asks for itself: neither passed on by a proxy for somebody
   * else, nor by a browser for a page of another origin.
   */
  static boolean isOwn(HttpServerRequest request) {
    return isLoopback(request.remoteAddress())
        && !request.headers().contains("x-forwarded-for")
        && !request.headers().contains("forwarded")
        && !request.headers().contains("origin");
  }

  private static boolean isLoopback(@Nullable SocketAddress address) {
    String host = address == null ? null : address.hostAddress();
    return host != null && InetAddress.ofLiteral(host).isLoopbackAddress();
  }
}
