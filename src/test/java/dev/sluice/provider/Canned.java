package dev.sluice.provider;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An adapter that answers what a test tells it, at once or when it is asked to. */
public final class Canned implements Adapter {
  private final Function<Attempt, Reply> replies;
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Runnable> held = new ArrayList<>();
  private final boolean holds;
  private boolean closed;

  public Canned(Function<Attempt, Reply> replies) {
    this(replies, false);
  }

  /** One that answers only when it is asked to, where it holds. */
  public Canned(Function<Attempt, Reply> replies, boolean holds) {
    this.replies = replies;
    this.holds = holds;
  }

  /** A good answer. */
  public static Reply answer(String body, String... headers) {
    MultiMap all = HttpHeaders.headers().set("content-type", "application/json");
    for (int i = 0; i < headers.length; i += 2) {
      all.set(headers[i], headers[i + 1]);
    }
    return new Reply.Answered(200, all, new Body(Buffer.buffer(body)));
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    attempts.add(attempt);
    if (holds) {
      held.add(() -> reply.accept(replies.apply(attempt)));
    } else {
      reply.accept(replies.apply(attempt));
    }
  }

  /** Answers the oldest attempt that waits. */
  public void release() {
    held.removeFirst().run();
  }

  /** Answers the youngest attempt that waits. */
  public void releaseLast() {
    held.removeLast().run();
  }

  public List<Attempt> attempts() {
    return attempts;
  }

  /** Bodies of the attempts. */
  public List<String> bodies() {
    return attempts.stream().map(attempt -> attempt.body().toString()).toList();
  }

  public boolean closed() {
    return closed;
  }

  @Override
  public Future<Void> close() {
    closed = true;
    return Future.succeededFuture();
  }

  /** A body of one read. */
  private static final class Body implements ReadStream<Buffer> {
    private final Buffer bytes;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;

    Body(Buffer bytes) {
      this.bytes = bytes;
    }

    @Override
    public Body exceptionHandler(@Nullable Handler<Throwable> next) {
      return this;
    }

    @Override
    public Body handler(@Nullable Handler<Buffer> next) {
      handler = next;
      return this;
    }

    @Override
    public Body pause() {
      return this;
    }

    @Override
    public Body resume() {
      if (handler != null && end != null) {
        handler.handle(bytes);
        end.handle(null);
      }
      return this;
    }

    @Override
    public Body fetch(long amount) {
      return resume();
    }

    @Override
    public Body endHandler(@Nullable Handler<Void> next) {
      end = next;
      return this;
    }
  }
}
