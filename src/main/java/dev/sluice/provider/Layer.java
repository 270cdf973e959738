package dev.sluice.provider;

import dev.sluice.bus.Dial;
import dev.sluice.bus.Line;
import dev.sluice.bus.Passage;
import dev.sluice.bus.Reply;
import io.vertx.core.Future;
import java.util.function.Consumer;

/** An adapter that stands before another one of the same provider. */
public interface Layer extends Adapter {
  /** What it stands before: where all goes that it has no part in. */
  Adapter inner();

  @Override
  default void pass(Passage passage, Consumer<Reply> reply) {
    inner().pass(passage, reply);
  }

  @Override
  default void dial(Dial dial, Consumer<Line> reply) {
    inner().dial(dial, reply);
  }

  @Override
  default Future<Void> close() {
    return inner().close();
  }
}
