package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import dev.sluice.model.Plan;
import dev.sluice.wire.surface.Surface;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Delivers an exchange's answer to its client, and keeps a silent stream alive. */
final class Delivery {
  private static final long NEVER = Long.MAX_VALUE / 4;

  private final Lane lane;
  private final Caller caller;
  private final Surface surface;
  private final ExchangeRecord record;
  private final long every;
  private long lastSent;
  private boolean open;
  private @Nullable AnswerHead answered;

  /** The delivery of an exchange that begins at the time. */
  Delivery(Lane lane, ExchangeRequest request, Caller caller, long now) {
    this.lane = lane;
    this.caller = caller;
    this.surface = request.surface();
    this.record = new ExchangeRecord(lane.stats(), request.endpoint());
    // Who is still sending is not waiting.
    boolean waits = request.envelope().stream() && request.upload() == null;
    this.every = waits ? lane.config().stream().heartbeat().toNanos() : 0;
    this.lastSent = now;
  }

  /** The routing has answered. */
  void planned(Plan plan) {
    caller.planned(plan);
  }

  /** Who answers, null as long as nothing of an answer was sent. */
  @Nullable AnswerHead answered() {
    return answered;
  }

  /** Sends events; true when the provider should wait for the client. */
  boolean send(AnswerHead head, Buffer events, long now) {
    open(head);
    lastSent = now;
    caller.write(events);
    return caller.full();
  }

  private void open(@Nullable AnswerHead head) {
    if (answered == null) {
      answered = head;
    }
    if (!open) {
      open = true;
      record.streaming();
      caller.openStream(head);
    }
  }

  /** Sends the last events of a stream. */
  void finish(AnswerHead head, Buffer events) {
    open(head);
    record.completed();
    caller.finish(events);
  }

  /** Sends a whole answer. */
  void answer(AnswerHead head, Buffer body) {
    answered = head;
    record.completed();
    caller.answer(head, body);
  }

  /** Tells the client of the failure. */
  void fail(Failure failure, int attempts, @Nullable Buffer lastWords) {
    record.failed(failure);
    caller.fail(failure, attempts, lastWords);
  }

  /** Sends a heartbeat when it is time; returns when to look again. */
  long heartbeat(long now) {
    if (every == 0) {
      return now + NEVER;
    }
    if (now - lastSent >= every) {
      lastSent = now;
      open(null);
      if (!caller.full()) {
        caller.write(surface.heartbeat(answered != null));
        lane.stats().heartbeat();
      }
    }
    return lastSent + every;
  }
}
