package dev.sluice.pipeline;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.stats.LaneStats;
import dev.sluice.telemetry.OutcomeKind;

/** Tells the statistics what came of an exchange. */
final class ExchangeRecord {
  private final LaneStats stats;
  private final Endpoint endpoint;
  private boolean streaming;

  /** An exchange that begins now. */
  ExchangeRecord(LaneStats stats, Endpoint endpoint) {
    this.stats = stats;
    this.endpoint = endpoint;
    stats.exchangeStarted();
  }

  /** A stream to the client was opened. */
  void streaming() {
    streaming = true;
    stats.streamOpened();
  }

  void completed() {
    ended(OutcomeKind.COMPLETED);
  }

  void failed(Failure failure) {
    ended(OutcomeKind.of(failure));
  }

  private void ended(OutcomeKind result) {
    if (streaming) {
      stats.streamClosed();
    }
    stats.exchangeEnded(endpoint, result);
  }
}
