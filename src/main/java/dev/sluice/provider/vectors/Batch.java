package dev.sluice.provider.vectors;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One request to the provider for some of the inputs, until its answer is whole. */
final class Batch {
  private final int size;
  private final int bound;
  private final Cancellation cancellation = new Cancellation();
  private final Buffer body = Buffer.buffer();
  private Reply.@Nullable Answered head;
  private @Nullable Consumer<@Nullable Failure> over;

  /**
   * A batch that was not asked for yet.
   *
   * @param size how many inputs it has
   * @param bound longest answer that is taken, in bytes
   */
  Batch(int size, int bound) {
    this.size = size;
    this.bound = bound;
  }

  /**
   * Asks for it.
   *
   * @param request the batch's body
   * @param whenOver told once: null when the answer is whole, else why it is not
   */
  void ask(
      Adapter connection, Attempt attempt, Buffer request, Consumer<@Nullable Failure> whenOver) {
    over = whenOver;
    Attempt part =
        new Attempt(
            attempt.endpoint(),
            attempt.spoken(),
            attempt.target(),
            attempt.model(),
            attempt.upstreamModel(),
            request,
            false,
            attempt.promptTokens(),
            attempt.requestId(),
            attempt.authorization(),
            cancellation);
    connection.perform(part, this::replied);
  }

  private void replied(Reply reply) {
    switch (reply) {
      case Reply.Failed failed -> end(failed.failure());
      case Reply.Answered answered -> {
        if (over == null) {
          cancellation.cancel();
          return;
        }
        head = answered;
        answered
            .body()
            .exceptionHandler(_ -> end(new Failure.Cut("The provider cut its answer short.")))
            .endHandler(_ -> end(null))
            .handler(this::take)
            .resume();
      }
    }
  }

  private void take(Buffer read) {
    if (over == null) {
      return;
    }
    if (body.length() + read.length() > bound) {
      end(new Failure.Garbled("The provider's answer is larger than limits.answer."));
      cancellation.cancel();
    } else {
      body.appendBuffer(read);
    }
  }

  private void end(@Nullable Failure failure) {
    Consumer<@Nullable Failure> told = over;
    over = null;
    if (told != null) {
      told.accept(failure);
    }
  }

  /** Gives it up; nothing is told any more. */
  void cancel() {
    over = null;
    cancellation.cancel();
  }

  /** How many inputs it has. */
  int size() {
    return size;
  }

  /** What came, whole once that was told. */
  Buffer body() {
    return body;
  }

  /** How the answer began, null before it did. */
  Reply.@Nullable Answered head() {
    return head;
  }
}
