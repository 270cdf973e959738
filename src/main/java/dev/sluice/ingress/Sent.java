package dev.sluice.ingress;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.Future;

/** Says that nobody waits for a write: a client that has left is noticed by its closing. */
final class Sent {
  private Sent() {}

  @CanIgnoreReturnValue
  static Future<Void> ignore(Future<Void> write) {
    return write;
  }
}
