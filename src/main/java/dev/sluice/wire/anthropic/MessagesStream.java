package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Outlet;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.InflowStream;
import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's Messages stream into one that is safe for every client.
 *
 * <p>Events that are as they should be pass as the bytes they are; others are put right one by one.
 * Of types that it does not know it lets everything pass that does not break the order: the dialect
 * grows, and who asks for news by its beta headers is to get them.
 */
public final class MessagesStream extends InflowStream {
  private static final byte[] NAMELESS = {};

  private final byte[] model;
  private final long promptTokens;
  private final MessagesUsage counts = new MessagesUsage();
  private final MessagesFrame frame = new MessagesFrame(counts);
  private final Outlet outlet = new Outlet();
  private final MessagesOrder order = new MessagesOrder();
  private final MessagesRepair repair;

  /**
   * A stream at its start.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   * @param maxFrame longest event taken from upstream, in bytes
   * @param promptTokens estimate of the prompt's tokens, told where the provider tells none
   */
  public MessagesStream(@Nullable String publicModel, int maxFrame, long promptTokens) {
    super(maxFrame);
    this.model = publicModel == null ? NAMELESS : JsonText.encode(publicModel);
    this.promptTokens = promptTokens;
    this.repair = new MessagesRepair(outlet);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    Bytes bytes = Bytes.of(chunk);
    outlet.begin(chunk, bytes.array(), bytes.from());
    inflow.feed(bytes);
    while (inflow.next()) {
      event();
    }
    return outlet.end();
  }

  @Override
  public Buffer end() {
    if (inflow.over()) {
      return Buffer.buffer();
    }
    if (inflow.last()) {
      event();
      inflow.torn();
    }
    if (!inflow.over()) {
      Buffer rest = conclude();
      if (rest != null) {
        return rest;
      }
      inflow.cut();
    }
    return outlet.end();
  }

  private void event() {
    byte[] in = events.array();
    int from = events.textFrom();
    int to = events.dataTo();
    if (from == to || events.isDone(from)) {
      return;
    }
    try {
      if (events.error()) {
        inflow.fail(MessagesFailure.within(in, from, to));
        return;
      }
      frame.read(in, from, to);
      take(in, from, to);
    } catch (MalformedJson | FailureException e) {
      inflow.fail(e);
    }
  }

  private void take(byte[] in, int from, int to) {
    String type = frame.type;
    if (type == null || type.equals("error")) {
      inflow.fail(MessagesFailure.within(in, from, to));
      return;
    }
    switch (type) {
      case "message_start" -> start(in);
      case "content_block_start" -> {
        closeBlock();
        order.open(frame.index, Objects.equals(frame.block, "tool_use"));
        pass(in, false);
      }
      case "content_block_delta" -> {
        order.within(frame.index);
        pass(in, false);
      }
      case "content_block_stop" -> {
        if (order.close(frame.index)) {
          pass(in, true);
        }
      }
      case "message_delta" -> delta(in);
      case "message_stop" -> stop(in);
      default -> {
        named(type);
        pass(in, false);
      }
    }
  }

  /** Makes sure that a name which nobody knows can stand in a line of its own. */
  private static void named(String type) {
    if (type.isBlank() || type.chars().anyMatch(Character::isISOControl)) {
      throw new FailureException(new Failure.Garbled("The provider sent an event without a name."));
    }
  }

  private void start(byte[] in) {
    if (order.start(frame.id)) {
      repair.start(frame, promptTokens, model);
      emit(in);
    }
  }

  private void delta(byte[] in) {
    order.started();
    closeBlock();
    order.reason(frame.reason);
    repair.delta(frame, counts.usage());
    emit(in);
  }

  private void stop(byte[] in) {
    order.started();
    closeBlock();
    if (!order.finished()) {
      repair.finish(order.called(), counts.usage());
    }
    inflow.finish();
    emit(in);
  }

  private void closeBlock() {
    if (order.isOpen()) {
      repair.close(order.closing());
    }
  }

  /** Passes an event on; one of a block gets the block's place among those of the client. */
  private void pass(byte[] in, boolean closing) {
    if (frame.indexFrom >= 0 && (closing || order.isOpen())) {
      repair.index(frame, closing ? order.last() : order.place());
    }
    emit(in);
  }

  private void emit(byte[] in) {
    repair.emit(in, events, Objects.requireNonNull(frame.type));
  }

  /** A finished answer whose last event is missing gets it, as at the stream's end. */
  @Override
  public @Nullable Buffer conclude() {
    if (inflow.finished() || !order.finished()) {
      return null;
    }
    inflow.finish();
    repair.stop();
    return outlet.end();
  }

  @Override
  public @Nullable Usage usage() {
    return counts.told() ? counts.usage() : null;
  }
}
