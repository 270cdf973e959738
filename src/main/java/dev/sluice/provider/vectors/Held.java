package dev.sluice.provider.vectors;

import dev.sluice.provider.Body;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/** An answer that is whole already: one read, then its end, once they are asked for. */
final class Held extends Body {
  private @Nullable Buffer whole;

  Held(Buffer whole) {
    this.whole = whole;
  }

  @Override
  public Held pause() {
    return this;
  }

  @Override
  public Held fetch(long amount) {
    Buffer all = whole;
    whole = null;
    if (all != null) {
      give(all);
    }
    tellEnd();
    return this;
  }
}
