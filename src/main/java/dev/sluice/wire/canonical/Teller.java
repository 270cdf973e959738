package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.function.Consumer;

/**
 * Passes one stream's events to whoever listens, {@link StreamEvent.Done} or {@link
 * StreamEvent.Broken} once and as the last; what is told after that is dropped.
 */
public final class Teller implements Consumer<StreamEvent> {
  private final Consumer<StreamEvent> sink;
  private boolean over;

  /** Of a stream of which nothing was told yet. */
  public Teller(Consumer<StreamEvent> sink) {
    this.sink = sink;
  }

  @Override
  public void accept(StreamEvent event) {
    if (!over) {
      over = event instanceof StreamEvent.Done || event instanceof StreamEvent.Broken;
      sink.accept(event);
    }
  }

  /** Tells that the answer breaks off. */
  public void broken(Failure failure) {
    accept(new StreamEvent.Broken(failure));
  }

  /**
   * Tells that the answer breaks off at what was thrown.
   *
   * @param thrown a {@link FailureException}, or else the bytes are no JSON
   * @param what was read, for example {@code an event}
   */
  public void broken(RuntimeException thrown, String what) {
    broken(
        thrown instanceof FailureException known
            ? known.failure()
            : new Failure.Garbled("The provider sent " + what + " that is not JSON."));
  }

  /** Tells that the answer breaks off because the provider sent too much at once. */
  public void tooLong(String what, int limit) {
    broken(new Failure.Garbled("The provider sent " + what + " of more than " + limit + " bytes."));
  }

  /** Tells that the answer breaks off where its provider ended, unless the last was told. */
  public void cut() {
    if (!over) {
      broken(new Failure.Cut("The provider's stream ended before the answer was complete."));
    }
  }

  /** Whether the last event was told. */
  public boolean over() {
    return over;
  }
}
