package dev.sluice.pipeline;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.WebSocketBase;
import io.vertx.core.http.WebSocketFrame;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One direction of a conversation: frames pass as they are, no faster than they are taken. Confined
 * to its lane.
 */
final class SocketFlow {
  private final WebSocketBase from;
  private final WebSocketBase to;
  private final Runnable heard;
  private final @Nullable Consumer<Buffer> messages;
  private final int longest;
  private @Nullable Buffer message;

  /**
   * A direction that is still closed.
   *
   * @param heard called for each frame
   * @param messages gets each whole text, null when nobody reads them
   * @param longest text that is put together for it, in bytes
   */
  SocketFlow(
      WebSocketBase from,
      WebSocketBase to,
      Runnable heard,
      @Nullable Consumer<Buffer> messages,
      int longest) {
    this.from = from;
    this.to = to;
    this.heard = heard;
    this.messages = messages;
    this.longest = longest;
  }

  /** Lets frames pass. */
  void open() {
    from.exceptionHandler(_ -> {}).frameHandler(this::take);
    to.drainHandler(_ -> from.resume());
    from.resume();
  }

  private void take(WebSocketFrame frame) {
    boolean data = frame.isText() || frame.isBinary() || frame.isContinuation();
    if (!data || to.isClosed()) {
      return;
    }
    heard.run();
    if (messages != null) {
      read(frame, messages);
    }
    to.writeFrame(frame);
    if (to.writeQueueFull()) {
      from.pause();
    }
  }

  private void read(WebSocketFrame frame, Consumer<Buffer> reader) {
    Buffer part = frame.binaryData();
    if (frame.isText() && frame.isFinal()) {
      reader.accept(part);
    } else if (frame.isText()) {
      message = Buffer.buffer(part.length() * 2).appendBuffer(part);
    } else if (frame.isContinuation() && message != null) {
      Buffer all = message.appendBuffer(part);
      message = all.length() > longest ? null : all;
      if (frame.isFinal()) {
        if (message != null) {
          reader.accept(message);
        }
        message = null;
      }
    }
  }
}
