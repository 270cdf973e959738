package dev.sluice.bus;

import io.vertx.core.Completable;
import io.vertx.core.Vertx;
import java.util.concurrent.Callable;

/**
 * Work that takes time by the number of bytes it reads: few are worked on at once, many beside the
 * event loop, which has other exchanges to serve meanwhile.
 */
public final class ByteWork {
  /** Most bytes that are worked on on the event loop: a few hundred microseconds of reading. */
  public static final int AT_ONCE = 256 * 1024;

  private ByteWork() {}

  /**
   * Does the work and tells what came of it, always on the event loop and once.
   *
   * @param bytes that are read
   * @param work touches nothing that is confined to the lane
   * @param then told the result or what the work threw
   */
  public static <T> void run(Vertx vertx, long bytes, Callable<T> work, Completable<T> then) {
    if (bytes > AT_ONCE) {
      vertx.executeBlocking(work, false).onComplete(then);
      return;
    }
    T done;
    try {
      done = work.call();
    } catch (Exception e) {
      then.fail(e);
      return;
    }
    then.succeed(done);
  }
}
