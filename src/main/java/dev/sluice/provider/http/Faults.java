package dev.sluice.provider.http;

import dev.sluice.model.Failure;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Failures of attempts whose answer did not begin, told without addresses and keys. */
final class Faults {
  /** HTTP/2's REFUSED_STREAM: the request was not taken up. */
  private static final long REFUSED_STREAM = 7;

  private Faults() {}

  /** The failure that the cause stands for. */
  static Failure of(String provider, @Nullable Throwable cause) {
    String who = "Provider " + provider;
    if (within(cause, SSLException.class)) {
      return new Failure.Unreachable(
          "TLS with provider " + provider + " failed; check its certificate and the tls settings.");
    }
    if (within(cause, DecoderException.class) || cause instanceof IllegalArgumentException) {
      return new Failure.Garbled(who + " sent something that is not HTTP.");
    }
    return switch (cause) {
      case ConnectionPoolTooBusyException _ -> crowded(provider);
      case ProxyConnectException _ ->
          new Failure.Unreachable("The proxy to provider " + provider + " made no connection.");
      case UnknownHostException _ ->
          new Failure.Unreachable("The host name of provider " + provider + " is not known.");
      case ConnectTimeoutException _, TimeoutException _ ->
          new Failure.Unreachable(who + " did not take a connection in time.");
      case ConnectException _ -> new Failure.Unreachable(who + " refused the connection.");
      case HttpClosedException _, StreamResetException _, IOException _ ->
          new Failure.Unreachable(who + " closed the connection before it answered.");
      case null, default -> new Failure.Unreachable(who + " could not be reached.");
    };
  }

  /** The failure of an attempt that found no place. */
  static Failure crowded(String provider) {
    return new Failure.Unreachable(
        "All connections to provider " + provider + " are taken and their queue is full.");
  }

  /** Whether a connection that stood was closed or reset. */
  static boolean disconnected(Throwable cause) {
    return cause instanceof HttpClosedException
        || (cause instanceof IOException
            && !(cause instanceof ConnectException)
            && !(cause instanceof UnknownHostException)
            && !(cause instanceof SSLException));
  }

  /** Whether the provider said that it did not take the stream up. */
  static boolean refusedStream(Throwable cause) {
    return cause instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM;
  }

  private static boolean within(@Nullable Throwable cause, Class<? extends Throwable> kind) {
    int depth = 0;
    for (Throwable at = cause; at != null && depth < 8; at = at.getCause(), depth++) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }
}
