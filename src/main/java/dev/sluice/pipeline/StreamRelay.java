package dev.sluice.pipeline;

import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** Carries a stream: one write to the client for each read from the provider. */
final class StreamRelay implements Relay {
  private static final Failure CUT = new Failure.Cut("The provider cut its answer short.");

  private final AttemptRun run;
  private final Reply.Answered answered;
  private final AnswerStream stream;
  private boolean paused;

  StreamRelay(AttemptRun run, Reply.Answered answered, AnswerStream stream) {
    this.run = run;
    this.answered = answered;
    this.stream = stream;
  }

  @Override
  public void begin() {
    answered
        .body()
        .exceptionHandler(_ -> ended())
        .handler(this::take)
        .endHandler(_ -> ended())
        .resume();
  }

  private void take(Buffer read) {
    if (run.settled()) {
      return;
    }
    run.heard();
    forward(stream.feed(read));
  }

  /** Ended or cut: whether the answer is whole is told by its events, not by its connection. */
  private void ended() {
    if (!run.settled()) {
      forward(stream.end());
    }
    if (!run.settled()) {
      run.broken(CUT);
    }
    run.over();
  }

  private void forward(Buffer events) {
    if (stream.finished()) {
      run.finish(events);
      return;
    }
    if (events.length() > 0 && run.send(events)) {
      paused = true;
      answered.body().pause();
    }
    Failure failure = stream.failure();
    if (failure != null) {
      run.broken(failure);
    }
  }

  @Override
  public boolean waiting() {
    return paused;
  }

  @Override
  public void drained() {
    if (paused) {
      paused = false;
      run.heard();
      answered.body().resume();
    }
  }

  @Override
  public @Nullable Usage usage() {
    return stream.usage();
  }

  @Override
  public int pieces() {
    return stream.pieces();
  }

  @Override
  public @Nullable Buffer conclusion() {
    return stream.conclude();
  }

  @Override
  public @Nullable Buffer lastWords(Failure why) {
    return stream.lastWords(why);
  }
}
