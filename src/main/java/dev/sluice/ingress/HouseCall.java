package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;

/**
 * One request with a body that the house answers by itself, from its head to its answer: what is
 * held for it is given back once. Confined to its lane.
 */
final class HouseCall implements BodyReader.Listener {
  private final HttpServerRequest request;
  private final Consumer<Buffer> answer;
  private final Consumer<Failure> refusal;
  private final Runnable over;
  private final BodyReader reader;
  private boolean ended;

  /**
   * A call that was not read yet.
   *
   * @param answer given the whole body; calls {@link #end} before it answers, and may throw {@link
   *     FailureException} instead
   * @param refusal told at most once why there is no answer
   * @param over run once
   */
  HouseCall(
      Lane lane,
      HttpServerRequest request,
      BodyMemory memory,
      Consumer<Buffer> answer,
      Consumer<Failure> refusal,
      Runnable over) {
    this.request = request;
    this.answer = answer;
    this.refusal = refusal;
    this.over = over;
    this.reader = new BodyReader(request, lane, memory, this);
  }

  void start() {
    request.response().exceptionHandler(_ -> end()).closeHandler(_ -> end());
    reader.start();
  }

  @Override
  public void whole(Buffer body) {
    try {
      answer.accept(body);
    } catch (FailureException e) {
      failed(e.failure());
    }
  }

  @Override
  public void failed(Failure failure) {
    if (!ended) {
      end();
      refusal.accept(failure);
    }
  }

  /** Gives back what is held, if that was not done before. */
  void end() {
    if (!ended) {
      ended = true;
      reader.release();
      over.run();
    }
  }
}
