package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * The client's side of a passage: where the answer goes. Confined to its lane. Exactly one of
 * {@link #end}, {@link #fail} and {@link #cut} ends it.
 */
public interface Receiver {
  /** Sends status and headers. */
  void head(int status, MultiMap headers);

  /** Sends bytes of the answer. */
  void write(Buffer bytes);

  /** Whether more than the client takes is waiting to be sent. */
  boolean full();

  /** Ends the answer. */
  void end();

  /** Tells the failure in place of an answer. */
  void fail(Failure failure);

  /** Breaks an answer off that has begun, so that it cannot be taken for a whole one. */
  void cut();
}
