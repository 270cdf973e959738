package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * The client's side of an exchange: where the answer goes. Confined to its lane.
 *
 * <p>Exactly one of {@link #answer}, {@link #finish} and {@link #fail} ends it. Nothing may be sent
 * after the client has gone; calls are then ignored.
 */
public interface Caller {
  /** Tells which targets will be tried, before the first attempt. At most once. */
  default void planned(Plan plan) {}

  /** Sends a whole answer in one write. */
  void answer(AnswerHead head, Buffer body);

  /**
   * Sends the head of a stream; events follow.
   *
   * @param head null when the stream is opened to keep the client waiting, before it is known who
   *     answers
   */
  void openStream(@Nullable AnswerHead head);

  /** Sends events of an open stream. */
  void write(Buffer events);

  /** Whether more than the client takes is waiting to be sent. */
  boolean full();

  /** Sends the last events of an open stream and ends it. */
  void finish(Buffer events);

  /**
   * Tells the client about the failure: by status and body before anything was sent, by an error
   * event in an open stream.
   *
   * @param attempts attempts that were made
   * @param lastWords the events for an open stream, null where they do not depend on what was sent
   */
  void fail(Failure failure, int attempts, @Nullable Buffer lastWords);
}
