package dev.sluice.provider.bedrock;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs with keys that are lent for a time: asked for when they are first needed, by one request at
 * a time, and again {@link #AHEAD} of their end while they still serve. A lender that failed is not
 * asked again for {@link #PAUSE}. Confined to its lane.
 */
final class LentKeys {
  static final Duration AHEAD = Duration.ofMinutes(5);
  static final Duration PAUSE = Duration.ofSeconds(1);

  private static final Logger LOG = LoggerFactory.getLogger(LentKeys.class);

  private final String provider;
  private final Lender lender;
  private final Function<Loan, Signer> signers;
  private final InstantSource clock;
  private @Nullable Future<Signer> current;
  private Instant end = Instant.MIN;
  private @Nullable Future<Signer> asking;
  private Instant pause = Instant.MIN;

  /**
   * No keys yet.
   *
   * @param provider its name, for logs
   * @param signers makes the signer of a loan
   */
  LentKeys(String provider, Lender lender, Function<Loan, Signer> signers, InstantSource clock) {
    this.provider = provider;
    this.lender = lender;
    this.signers = signers;
    this.clock = clock;
  }

  /** What requests are signed by now. */
  Future<Signer> signer() {
    Instant now = clock.instant();
    Future<Signer> known = current;
    if (known == null || !now.isBefore(end)) {
      return now.isBefore(pause) ? Future.failedFuture(none()) : asked();
    }
    if (!now.isBefore(end.minus(AHEAD)) && !now.isBefore(pause)) {
      // Whoever asks now is served by those that end soon; a fault shows in the log.
      asked().onFailure(_ -> {});
    }
    return known;
  }

  /** Throws the keys away: the provider does not take them any more. */
  void forget() {
    current = null;
  }

  private Future<Signer> asked() {
    Future<Signer> running = asking;
    if (running != null) {
      return running;
    }
    Future<Signer> begun = lender.lend().map(this::take).recover(this::failed);
    if (!begun.isComplete()) {
      asking = begun;
      begun.onComplete(_ -> asking = null);
    }
    return begun;
  }

  private Signer take(Loan loan) {
    Instant now = clock.instant();
    if (!now.isBefore(loan.end())) {
      throw new IllegalStateException("the lender's keys have ended already");
    }
    if (!now.isBefore(loan.end().minus(AHEAD))) {
      // They were not renewed yet: asking with each request would be a flood.
      pause = now.plus(PAUSE);
    }
    Signer signer = signers.apply(loan);
    current = Future.succeededFuture(signer);
    end = loan.end();
    return signer;
  }

  private Future<Signer> failed(Throwable cause) {
    pause = clock.instant().plus(PAUSE);
    LOG.atWarn()
        .addKeyValue(LogKeys.PROVIDER, provider)
        .addKeyValue(LogKeys.CAUSE, String.valueOf(cause.getMessage()))
        .log("no keys are lent to the gateway");
    return Future.failedFuture(none());
  }

  private static FailureException none() {
    return new FailureException(
        new Failure.Unauthorised("AWS lends the gateway no keys where it runs."));
  }
}
