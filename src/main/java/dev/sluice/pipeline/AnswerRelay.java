package dev.sluice.pipeline;

import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.surface.WholeAnswer;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Carries a whole answer: held until it is complete and checked, then sent in one write.
 *
 * <p>Until then nothing has reached the client, so that a cut or garbled answer can still be asked
 * for elsewhere.
 */
final class AnswerRelay implements Relay {
  private final AttemptRun run;
  private final ExchangeRequest request;
  private final Reply.Answered answered;
  private final int limit;
  private @Nullable Buffer held;
  private @Nullable Usage usage;

  AnswerRelay(AttemptRun run, ExchangeRequest request, Reply.Answered answered, int limit) {
    this.run = run;
    this.request = request;
    this.answered = answered;
    this.limit = limit;
  }

  @Override
  public void begin() {
    answered
        .body()
        .exceptionHandler(_ -> run.broken(new Failure.Cut("The provider cut its answer short.")))
        .handler(this::take)
        .endHandler(_ -> complete())
        .resume();
  }

  private void take(Buffer part) {
    if (run.settled()) {
      return;
    }
    run.heard();
    Buffer before = held;
    if ((before == null ? 0 : before.length()) + part.length() > limit) {
      run.broken(new Failure.Garbled("The provider's answer is larger than limits.answer."));
    } else if (before == null) {
      held = part;
    } else {
      held = before.appendBuffer(part);
    }
  }

  private void complete() {
    if (run.settled()) {
      return;
    }
    Buffer body;
    try {
      body = checked(held == null ? Buffer.buffer() : held);
    } catch (FailureException e) {
      run.broken(e.failure());
      return;
    }
    run.answered(body);
  }

  /** The bytes for the client. Throws {@link FailureException} when they are no answer. */
  private Buffer checked(Buffer whole) {
    if (text()) {
      return whole;
    }
    WholeAnswer answer = request.surface().answer(request.endpoint(), whole, run.publicModel());
    usage = answer.usage();
    return answer.body();
  }

  /** Whether it is a recording's text in a form of its own, such as subtitles. */
  private boolean text() {
    return switch (request.endpoint()) {
      case TRANSCRIPTIONS, TRANSLATIONS -> !json();
      default -> false;
    };
  }

  private boolean json() {
    String type = answered.headers().get("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  @Override
  public boolean waiting() {
    return false;
  }

  @Override
  public void drained() {
    // Nothing is sent before the answer is whole.
  }

  @Override
  public @Nullable Usage usage() {
    return usage;
  }
}
