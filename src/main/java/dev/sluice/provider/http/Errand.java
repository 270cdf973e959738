package dev.sluice.provider.http;

import dev.sluice.provider.Authority;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.RequestOptions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a {@link Visit} is made for: the request, and what is made of the provider's word on it. */
interface Errand {
  /** Asks the authority for the headers that vouch for the request. */
  Future<Map<String, String>> grant(Authority authority);

  /** Where the request goes and what all of its kind carry. */
  RequestOptions options();

  /**
   * Sets the request's own headers.
   *
   * @throws IllegalArgumentException when one holds what a header must not
   */
  void address(MultiMap headers);

  /** Sends the request, whose head is set. */
  void send(HttpClientRequest ready);

  /**
   * Whether a response goes back as it comes; any other is read as an error.
   *
   * @param keyed whether a key of the gateway was sent
   */
  boolean isAnswer(int status, boolean keyed);

  /** The key to send the request with once more, after its key was refused; null to end. */
  @Nullable ProviderKey nextKey(KeyRing keys);

  /**
   * Whether the request is sent once more because nothing of an answer came.
   *
   * @param used the request that broke, null when there was no connection for one
   */
  boolean repeats(@Nullable HttpClientRequest used, Throwable cause);
}
