package dev.sluice.pipeline;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Carries the answer of one attempt from the provider to the client. */
sealed interface Relay permits AnswerRelay, StreamRelay {
  /** Lets the answer flow. */
  void begin();

  /** Whether it waits for the client, so that silence is not the provider's fault. */
  boolean waiting();

  /** The client took what was sent. */
  void drained();

  /** Tokens as far as they are known, null when the provider has not said. */
  @Nullable Usage usage();

  /** Estimate of the tokens that the answer had, 0 when no note was taken of them. */
  default int pieces() {
    return 0;
  }

  /** What the client gets last when the answer only lacks its end, else null. */
  default @Nullable Buffer conclusion() {
    return null;
  }

  /** How the client is told that what it was sent breaks off, null where that does not matter. */
  default @Nullable Buffer lastWords(Failure why) {
    return null;
  }
}
