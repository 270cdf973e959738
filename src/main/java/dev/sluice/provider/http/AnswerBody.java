package dev.sluice.provider.http;

import dev.sluice.provider.Body;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an answer that has begun, paused at first.
 *
 * <p>The client tells of a break at once and forgets it: before anybody listens, and ahead of bytes
 * that wait because the reader paused. Here a break is kept until all bytes before it were taken.
 */
final class AnswerBody extends Body {
  private final Context context;
  private final HttpClientResponse response;
  private final Runnable whenOver;
  private final @Nullable Unpacking unpacking;
  private @Nullable Throwable broken;
  private int look;
  private boolean over;

  /**
   * Pauses the response and takes it over. Called before its first byte can come.
   *
   * @param whenOver called once, when the answer has ended or broken and the reader knows; not when
   *     it was dropped
   */
  AnswerBody(Context context, HttpClientResponse response, Runnable whenOver) {
    this.context = context;
    this.response = response;
    this.whenOver = whenOver;
    this.unpacking = Unpacking.of(response.headers());
    response.pause().exceptionHandler(this::broke).endHandler(_ -> ended()).handler(this::took);
  }

  /** Gives the rest of the answer up; the reader hears nothing any more. */
  void drop() {
    if (over) {
      return;
    }
    finish();
    Streams.drop(response.request());
    // What was read ahead is let go, or it would keep a connection paused that is used again.
    response.resume();
  }

  @Override
  public AnswerBody pause() {
    unask();
    if (!over) {
      response.pause();
    }
    return this;
  }

  @Override
  public AnswerBody fetch(long amount) {
    if (over) {
      return this;
    }
    ask(amount);
    response.fetch(amount);
    if (broken != null) {
      lookLater();
    }
    return this;
  }

  private void took(Buffer chunk) {
    if (over || (broken != null && unpacking != null)) {
      return;
    }
    if (unpacking == null) {
      give(chunk);
      return;
    }
    try {
      Buffer plain = unpacking.plain(chunk);
      if (plain.length() > 0) {
        give(plain);
      } else if (counted()) {
        // The read made nothing; the one that was asked for is still owed.
        response.fetch(1);
      }
    } catch (RuntimeException e) {
      broke(e);
      Streams.drop(response.request());
    }
  }

  private void finish() {
    over = true;
    if (unpacking != null) {
      unpacking.close();
    }
  }

  private void ended() {
    if (over || broken != null) {
      return;
    }
    finish();
    whenOver.run();
    tellEnd();
  }

  private void broke(Throwable cause) {
    if (!over && broken == null) {
      broken = cause;
      lookLater();
    }
  }

  /** Looks after the bytes that the latest demand sets free, which come by a task of the loop. */
  private void lookLater() {
    int mine = ++look;
    context.runOnContext(_ -> {
      if (mine == look) {
        tell();
      }
    });
  }

  private void tell() {
    Throwable cause = broken;
    if (over || cause == null || !asked()) {
      return;
    }
    finish();
    whenOver.run();
    tellBreak(cause);
  }
}
