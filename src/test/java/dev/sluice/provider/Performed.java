package dev.sluice.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What came of an attempt. */
public final class Performed {
  private final Lane lane;
  private final Attempt attempt;
  private final List<Reply> replies = new CopyOnWriteArrayList<>();
  private final List<Buffer> chunks = new CopyOnWriteArrayList<>();
  private final CompletableFuture<Reply> first = new CompletableFuture<>();
  private final CompletableFuture<@Nullable Throwable> over = new CompletableFuture<>();

  Performed(Lane lane, Attempt attempt) {
    this.lane = lane;
    this.attempt = attempt;
  }

  void replied(Reply reply) {
    replies.add(reply);
    first.complete(reply);
  }

  /** All replies so far; a healthy adapter gives one. */
  public List<Reply> replies() {
    return replies;
  }

  /** Waits for the failure. */
  public Failure failure() {
    Reply reply = Lane.get(first);
    assertThat(reply).isInstanceOf(Reply.Failed.class);
    return ((Reply.Failed) reply).failure();
  }

  /** Waits for the beginning of the answer. */
  public Reply.Answered answered() {
    Reply reply = Lane.get(first);
    assertThat(reply).isInstanceOf(Reply.Answered.class);
    return (Reply.Answered) reply;
  }

  /** Attaches handlers without asking for bytes. */
  @CanIgnoreReturnValue
  public Performed listen() {
    Reply.Answered answer = answered();
    lane.run(() ->
        answer
            .body()
            .exceptionHandler(over::complete)
            .endHandler(_ -> over.complete(null))
            .handler(chunks::add));
    return this;
  }

  /** Attaches handlers and lets the bytes flow. */
  @CanIgnoreReturnValue
  public Performed read() {
    listen();
    resume();
    return this;
  }

  public void resume() {
    lane.run(() -> answered().body().resume());
  }

  public void pause() {
    lane.run(() -> answered().body().pause());
  }

  public void fetch(long amount) {
    lane.run(() -> answered().body().fetch(amount));
  }

  public void cancel() {
    lane.run(() -> attempt.cancellation().cancel());
  }

  /** Buffers that came. */
  public List<Buffer> chunks() {
    return chunks;
  }

  /** Text that came. */
  public String text() {
    Buffer all = Buffer.buffer();
    chunks.forEach(all::appendBuffer);
    return all.toString(StandardCharsets.UTF_8);
  }

  /** Whether the reader was told of an end or a break. */
  public boolean over() {
    return over.isDone();
  }

  /** Waits for the end and gives the whole text. */
  @CanIgnoreReturnValue
  public String whole() {
    assertThat(Lane.get(over)).isNull();
    return text();
  }

  /** Waits for the break. */
  @CanIgnoreReturnValue
  public Throwable broken() {
    Throwable cause = Lane.get(over);
    return Objects.requireNonNull(cause, "the answer ended well");
  }
}
