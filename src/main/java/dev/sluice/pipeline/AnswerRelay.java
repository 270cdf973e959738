package dev.sluice.pipeline;

import dev.sluice.bus.Reply;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.openai.ChatAnswer;
import dev.sluice.wire.openai.PlainAnswer;
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
  private final Endpoint endpoint;
  private final Reply.Answered answered;
  private final int limit;
  private @Nullable Buffer held;
  private @Nullable Usage usage;

  AnswerRelay(AttemptRun run, Endpoint endpoint, Reply.Answered answered, int limit) {
    this.run = run;
    this.endpoint = endpoint;
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
    return switch (endpoint) {
      case CHAT -> {
        ChatAnswer answer = ChatAnswer.read(whole, run.publicModel());
        usage = answer.usage();
        yield answer.body();
      }
      case COMPLETIONS, EMBEDDINGS, MODERATIONS, IMAGES, IMAGE_EDITS, IMAGE_VARIATIONS, RERANK ->
          plain(whole);
      case TRANSCRIPTIONS, TRANSLATIONS -> json() ? plain(whole) : whole;
      case SPEECH -> sound(whole);
      case FILES, UPLOADS, BATCHES, FINE_TUNING, PASSTHROUGH, REALTIME ->
          throw new IllegalStateException(endpoint + " is not routed");
    };
  }

  private Buffer plain(Buffer whole) {
    PlainAnswer answer = PlainAnswer.read(whole, run.publicModel());
    usage = answer.usage();
    return answer.body();
  }

  private boolean json() {
    String type = answered.headers().get("content-type");
    return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
  }

  private static Buffer sound(Buffer whole) {
    if (whole.length() == 0) {
      throw new FailureException(new Failure.Garbled("The provider's answer is empty."));
    }
    return whole;
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
