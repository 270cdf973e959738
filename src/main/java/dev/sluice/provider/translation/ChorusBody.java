package dev.sluice.provider.translation;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Body;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Several streams of providers as one of the client. All flow while the client takes what comes,
 * and none does while it does not; what was under way then is kept until it is asked for.
 */
final class ChorusBody extends Body {
  private final List<ReadStream<Buffer>> sources;
  private final boolean[] ended;
  private final Chorus chorus;
  private final Runnable drop;
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private @Nullable Throwable broken;
  private int open;
  private boolean flowing;
  private boolean telling;

  /**
   * A stream of which nothing was read yet.
   *
   * @param drop gives all sources up
   */
  ChorusBody(List<ReadStream<Buffer>> sources, Chorus chorus, Runnable drop) {
    this.sources = sources;
    this.ended = new boolean[sources.size()];
    this.chorus = chorus;
    this.drop = drop;
    this.open = sources.size();
    for (int i = 0; i < sources.size(); i++) {
      int voice = i;
      sources
          .get(i)
          .exceptionHandler(this::broke)
          .endHandler(_ -> ended(voice))
          .handler(read -> took(voice, read));
    }
  }

  @Override
  public ChorusBody pause() {
    unask();
    flow();
    return this;
  }

  @Override
  public ChorusBody fetch(long amount) {
    ask(amount);
    tell();
    return this;
  }

  private void took(int voice, Buffer read) {
    if (open > 0) {
      made(chorus.feed(voice, read));
    }
  }

  private void ended(int voice) {
    if (open == 0) {
      return;
    }
    ended[voice] = true;
    open--;
    made(chorus.end(voice));
  }

  private void made(Buffer next) {
    Failure failure = chorus.failure();
    if (failure != null) {
      open = 0;
      drop.run();
      if (failure instanceof Failure.Cut) {
        broken = new FailureException(failure);
      }
    }
    if (next.length() > 0 && broken == null) {
      waiting.add(next);
    }
    tell();
  }

  private void broke(Throwable cause) {
    if (open > 0) {
      open = 0;
      broken = cause;
      drop.run();
      tell();
    }
  }

  /** Tells what there is, as far as it is asked for. */
  private void tell() {
    if (telling) {
      return;
    }
    telling = true;
    while (asked() && !waiting.isEmpty()) {
      give(waiting.remove());
    }
    telling = false;
    flow();
    if (open == 0 && asked() && waiting.isEmpty()) {
      over();
    }
  }

  private void flow() {
    boolean wanted = asked() && open > 0;
    if (wanted == flowing) {
      return;
    }
    flowing = wanted;
    for (int i = 0; i < sources.size(); i++) {
      if (!ended[i] && open > 0) {
        ReadStream<Buffer> _ = wanted ? sources.get(i).resume() : sources.get(i).pause();
      }
    }
  }

  private void over() {
    if (broken == null) {
      tellEnd();
    } else {
      tellBreak(broken);
    }
  }
}
