package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.wire.openai.ProviderFailure;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How a provider wants to be spoken to over HTTP, where providers differ: everything else about a
 * connection is the same for all of them.
 *
 * @param paths where requests go, behind the base URL
 * @param keyHeader name of the header that carries the key, in lower case
 * @param bearer whether the key stands there behind the word {@code Bearer}
 * @param headers further headers of every request, by lower-case names
 * @param failures what an error answer stands for
 * @param authority gives each request headers of its own, such as a signature; null where the key
 *     is all there is
 */
public record Manners(
    Paths paths,
    String keyHeader,
    boolean bearer,
    Map<String, String> headers,
    Failures failures,
    @Nullable Authority authority) {
  /** Those of OpenAI's API. */
  public static final Manners OPENAI =
      new Manners(
          attempt -> attempt.endpoint().path(),
          "authorization",
          true,
          Map.of(),
          ProviderFailure::of,
          null);

  /** Where responses are asked for, behind the base URL. */
  public static final String RESPONSES = "/responses";

  private static final String AUTHORIZATION = "authorization";

  public Manners {
    headers = Map.copyOf(headers);
  }

  /** Manners without an authority. */
  public Manners(
      Paths paths,
      String keyHeader,
      boolean bearer,
      Map<String, String> headers,
      Failures failures) {
    this(paths, keyHeader, bearer, headers, failures, null);
  }

  /** Whether an attempt asks for a response, and not for a chat completion. */
  public static boolean asksResponse(Attempt attempt) {
    return attempt.endpoint() == Endpoint.CHAT && attempt.spoken() == Dialect.OPENAI_RESPONSES;
  }

  /** Says where an attempt's request goes. */
  @FunctionalInterface
  public interface Paths {
    /** Path and query behind the base URL, encoded, beginning with a slash. */
    String of(Attempt attempt);
  }

  /** Says what an error answer stands for. */
  @FunctionalInterface
  public interface Failures {
    /**
     * The failure.
     *
     * @param status not of the 2xx family
     * @param headers value of a header by its lower-case name
     */
    Failure of(int status, Buffer body, Function<String, @Nullable String> headers);
  }

  /**
   * Values of the header that carries the key, one a key. None when there is no key, or when a
   * configured header takes the place of all.
   */
  public List<String> credentials(ConnectionConfig config) {
    boolean replaced = config.headers().keySet().stream().anyMatch(keyHeader::equalsIgnoreCase);
    return replaced
        ? List.of()
        : config.keys().stream().map(key -> credential(key.reveal())).toList();
  }

  /** Headers of every request: the first key, if any, those of the provider, configured ones. */
  public Map<String, String> requestHeaders(ConnectionConfig config) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    Map<String, String> configured = config.requestHeaders();
    all.putAll(configured);
    if (!config.keys().isEmpty() && !keyHeader.equals(AUTHORIZATION)) {
      boolean own = config.headers().keySet().stream().anyMatch(AUTHORIZATION::equalsIgnoreCase);
      if (!own) {
        all.remove(AUTHORIZATION);
      }
      all.putIfAbsent(keyHeader, credential(config.apiKey().reveal()));
    }
    return all;
  }

  private String credential(String key) {
    return bearer ? "Bearer " + key : key;
  }
}
