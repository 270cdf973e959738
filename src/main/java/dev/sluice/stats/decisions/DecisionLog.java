package dev.sluice.stats.decisions;

import dev.sluice.model.Decision;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The decisions of all lanes on their way to a file.
 *
 * <p>Nobody waits for the disk: a decision that finds {@link #MOST_WAITING} others waiting is
 * dropped and counted, as are those that the disk does not take. After a failure the file is opened
 * anew for every batch until the disk takes it again.
 */
public final class DecisionLog {
  /** Decisions that may wait for the disk. */
  public static final int MOST_WAITING = 4096;

  private static final Logger LOG = LoggerFactory.getLogger(DecisionLog.class);

  private final DecisionFile file;
  private final Executor writer;
  private final Queue<Decision> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicInteger size = new AtomicInteger();
  private final AtomicBoolean busy = new AtomicBoolean();
  private final LongAdder written = new LongAdder();
  private final LongAdder dropped = new LongAdder();
  private volatile boolean closed;

  // Of the writer's thread alone.
  private boolean broken;

  /**
   * A log that writes to the file.
   *
   * @param writer runs one task after the other, never on an event loop
   */
  public DecisionLog(DecisionFile file, Executor writer) {
    this.file = file;
    this.writer = writer;
  }

  /** Opens the file. On the writer's thread, before the first decision. */
  public void open() throws IOException {
    file.open();
  }

  /** Takes a decision. Called by any thread; never blocks. */
  public void add(Decision decision) {
    if (closed) {
      dropped.increment();
    } else if (size.incrementAndGet() > MOST_WAITING) {
      size.decrementAndGet();
      dropped.increment();
    } else {
      waiting.add(decision);
      wake();
    }
  }

  private void wake() {
    if (!busy.get() && busy.compareAndSet(false, true)) {
      try {
        writer.execute(this::write);
      } catch (RejectedExecutionException _) {
        // The log was closed meanwhile.
        dropped.add(forget());
      }
    }
  }

  private void write() {
    drain();
    busy.set(false);
    if (!waiting.isEmpty() && !closed) {
      wake();
    }
  }

  private void drain() {
    if (waiting.isEmpty() && !broken) {
      return;
    }
    long taken = 0;
    try {
      if (broken) {
        file.open();
      }
      for (Decision next = waiting.poll(); next != null; next = waiting.poll()) {
        size.decrementAndGet();
        taken++;
        file.write(DecisionWriter.line(next));
      }
      file.flush();
      written.add(taken);
      if (broken) {
        broken = false;
        LOG.info("decisions are written again");
      }
    } catch (IOException e) {
      dropped.add(taken + forget());
      fail(e);
    }
  }

  private long forget() {
    long forgotten = 0;
    while (waiting.poll() != null) {
      size.decrementAndGet();
      forgotten++;
    }
    return forgotten;
  }

  private void fail(IOException cause) {
    if (!broken) {
      broken = true;
      LOG.atWarn()
          .addKeyValue("cause", cause.toString())
          .log("decisions cannot be written, they are dropped");
    }
  }

  /** Writes what waits and closes the file. On the writer's thread, after the last decision. */
  public void close() {
    closed = true;
    drain();
    try {
      file.close();
    } catch (IOException e) {
      fail(e);
    }
  }

  /** Decisions that the system took. */
  public long written() {
    return written.sum();
  }

  /** Decisions that were dropped. */
  public long dropped() {
    return dropped.sum();
  }
}
