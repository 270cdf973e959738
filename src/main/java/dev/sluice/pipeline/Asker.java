package dev.sluice.pipeline;

import dev.sluice.model.FailoverRules;
import dev.sluice.model.Failure;
import dev.sluice.model.Target;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.surface.StreamTerms;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Who has attempts made and takes what comes of them. Confined to its lane. */
abstract class Asker extends Watchdog.Entry {
  /** What is asked for. */
  abstract ExchangeRequest request();

  /** Attempts that were made. */
  abstract int attempts();

  /** The stream that an answer goes through which begins now. */
  abstract AnswerStream stream(StreamTerms terms);

  /** A time bound may be nearer than it was. */
  abstract void look();

  /** The target was not tried, for a cap of it was spent in that moment. */
  void capped(Target target) {}

  /** The attempt has something to say for the first time; what it says follows. */
  abstract void speaks(AttemptRun run);

  /** What the model that was asked for says about failed attempts. */
  abstract FailoverRules rules();

  /** Whether the model that was asked for refuses what would lose something on its way. */
  abstract boolean strict();

  /** Whether another target would be asked at once if the current one were given up as silent. */
  abstract boolean elsewhere();

  /** Takes events; true when the provider should wait. */
  abstract boolean send(AnswerHead head, Buffer events, long now);

  /** Takes the last events of a stream. */
  abstract void finish(AnswerHead head, Buffer events);

  /** Takes a whole answer. */
  abstract void answer(AnswerHead head, Buffer body);

  /** The attempt failed before anything of its answer was sent. */
  abstract void attemptFailed(AttemptRun run, Failure failure);

  /** The attempt failed after a part of its answer was sent. */
  abstract void brokeOff(AttemptRun run, Failure failure);

  /**
   * The attempt has its outcome.
   *
   * @param usage null when the provider did not say
   */
  abstract void settled(AttemptRun run, @Nullable Usage usage);
}
