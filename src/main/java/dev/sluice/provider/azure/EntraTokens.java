package dev.sluice.provider.azure;

import dev.sluice.config.EntraConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Authority;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Tokens of Microsoft Entra for a lane: fetched when the first request needs one, and again before
 * it ends, so that no request waits for a renewal. Requests that come during a fetch share it.
 *
 * <p>After a fetch that failed none is made for {@link #REST}: requests fail as it did, or go on
 * with the token that still holds.
 */
public final class EntraTokens implements Authority {
  /** How long before its end a token is renewed, a fifth of its life at most. */
  static final Duration AHEAD = Duration.ofMinutes(5);

  /** How long the authority is left alone after a failure. */
  static final Duration REST = Duration.ofSeconds(2);

  private final TokenSource source;
  private final LongSupplier nanos;
  private @Nullable Map<String, String> headers;
  private long endsAt;
  private long renewAt;
  private @Nullable Future<Map<String, String>> fetching;
  private @Nullable Throwable refusal;
  private long restUntil;

  /** Where a token comes from. */
  @FunctionalInterface
  public interface TokenSource {
    /** Fetches one. Fails with a {@link FailureException} when there is none to be had. */
    Future<Token> fetch(EntraConfig config);
  }

  /**
   * A token.
   *
   * @param text what is sent
   * @param life how long it holds
   */
  public record Token(String text, Duration life) {}

  private final EntraConfig config;

  /**
   * Tokens of which none was fetched yet.
   *
   * @param nanos clock
   */
  public EntraTokens(EntraConfig config, TokenSource source, LongSupplier nanos) {
    this.config = config;
    this.source = source;
    this.nanos = nanos;
  }

  @Override
  public Future<Map<String, String>> headers(URI uri, Buffer body) {
    long now = nanos.getAsLong();
    Map<String, String> known = headers;
    if (known != null && now - endsAt < 0) {
      if (now - renewAt >= 0 && !resting(now)) {
        Future<Map<String, String>> _ = fetch();
      }
      return Future.succeededFuture(known);
    }
    Throwable cause = refusal;
    return cause != null && resting(now) ? Future.failedFuture(cause) : fetch();
  }

  private boolean resting(long now) {
    return refusal != null && now - restUntil < 0;
  }

  /** Throws the token away: the provider does not take it. */
  void forget() {
    headers = null;
  }

  private Future<Map<String, String>> fetch() {
    Future<Map<String, String>> under = fetching;
    if (under != null) {
      return under;
    }
    Promise<Map<String, String>> promise = Promise.promise();
    fetching = promise.future();
    source
        .fetch(config)
        .onComplete((token, cause) -> {
          fetching = null;
          if (token != null) {
            promise.complete(took(token));
          } else {
            promise.fail(refused(cause));
          }
        });
    return promise.future();
  }

  private Map<String, String> took(Token token) {
    long now = nanos.getAsLong();
    long life = token.life().toNanos();
    Map<String, String> made = Map.of("authorization", "Bearer " + token.text());
    headers = made;
    endsAt = now + life;
    renewAt = endsAt - Math.min(AHEAD.toNanos(), life / 5);
    refusal = null;
    return made;
  }

  private Throwable refused(@Nullable Throwable cause) {
    Throwable why =
        cause instanceof FailureException
            ? cause
            : new FailureException(
                new Failure.Unreachable("The authority that gives out tokens cannot be reached."));
    refusal = why;
    restUntil = nanos.getAsLong() + REST.toNanos();
    return why;
  }
}
