package dev.sluice.stats.share;

import io.vertx.core.buffer.Buffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Messages that have come and were not read yet. They are put in by any thread without waiting, so
 * that nobody who delivers has to wait for a gathering.
 */
final class Inbox {
  /** Bytes above which further messages are left out: their senders will be asked for all. */
  static final long MOST_BYTES = 64L << 20;

  private final Queue<Letter> letters = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final LongSupplier nanos;
  private final SharingCounts counts;

  Inbox(LongSupplier nanos, SharingCounts counts) {
    this.nanos = nanos;
    this.counts = counts;
  }

  /** A message has come. */
  void put(String from, Buffer message) {
    counts.received(message.length());
    if (bytes.addAndGet(message.length()) > MOST_BYTES) {
      bytes.addAndGet(-message.length());
      counts.full();
      return;
    }
    letters.add(new Letter(from, nanos.getAsLong(), message));
  }

  /** The oldest message; null when there is none. */
  @Nullable Letter take() {
    Letter letter = letters.poll();
    if (letter != null) {
      bytes.addAndGet(-letter.message().length());
    }
    return letter;
  }
}
