package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One request with a body that the house answers by itself, from its head to its answer: what is
 * held for it is given back once. Confined to its lane.
 *
 * @param <T> what the body says
 */
final class HouseCall<T> implements BodyReader.Listener<T> {
  private final HttpServerRequest request;
  private final Function<Buffer, T> reading;
  private final Consumer<T> answer;
  private final Consumer<Failure> refusal;
  private final Runnable over;
  private final BodyReader<T> reader;
  private boolean ended;

  /**
   * A call that was not read yet.
   *
   * @param reading of the whole body, beside the event loop where it is long: it touches nothing of
   *     the lane, and may throw {@link FailureException}
   * @param answer given what the body says; calls {@link #end} before it answers, and may throw
   *     {@link FailureException} instead
   * @param refusal told at most once why there is no answer
   * @param over run once
   */
  HouseCall(
      Lane lane,
      HttpServerRequest request,
      BodyMemory memory,
      Function<Buffer, T> reading,
      Consumer<T> answer,
      Consumer<Failure> refusal,
      Runnable over) {
    this.request = request;
    this.reading = reading;
    this.answer = answer;
    this.refusal = refusal;
    this.over = over;
    this.reader = new BodyReader<>(request, lane, memory, this);
  }

  void start() {
    request.response().exceptionHandler(_ -> end()).closeHandler(_ -> end());
    reader.start();
  }

  @Override
  public T read(Buffer body) {
    return reading.apply(body);
  }

  @Override
  public void whole(T said) {
    try {
      answer.accept(said);
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
