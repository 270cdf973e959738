package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.AnswerStream;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.Outlet;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.sse.EventReader;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Turns one attempt's Messages stream into one that is safe for every client.
 *
 * <p>Events that are as they should be pass as the bytes they are; others are put right one by one.
 * Of types that it does not know it lets everything pass that does not break the order: the dialect
 * grows, and who asks for news by its beta headers is to get them.
 */
public final class MessagesStream implements AnswerStream {
  private static final byte[] DONE = ascii("[DONE]");
  private static final byte[] NAMELESS = {};

  private final byte[] model;
  private final int maxFrame;
  private final long promptTokens;
  private final EventReader events;
  private final MessagesUsage counts = new MessagesUsage();
  private final MessagesFrame frame = new MessagesFrame(counts);
  private final Outlet outlet = new Outlet();
  private final MessagesOrder order = new MessagesOrder();
  private final MessagesRepair repair;
  private boolean finished;
  private @Nullable Failure failure;

  /**
   * A stream at its start.
   *
   * @param publicModel name put in place of the answer's model, null to leave the provider's
   * @param maxFrame longest event taken from upstream, in bytes
   * @param promptTokens estimate of the prompt's tokens, told where the provider tells none
   */
  public MessagesStream(@Nullable String publicModel, int maxFrame, long promptTokens) {
    this.model = publicModel == null ? NAMELESS : JsonText.encode(publicModel);
    this.maxFrame = maxFrame;
    this.promptTokens = promptTokens;
    this.events = new EventReader(maxFrame);
    this.repair = new MessagesRepair(outlet);
  }

  @Override
  public Buffer feed(Buffer chunk) {
    if (over()) {
      return Buffer.buffer();
    }
    Bytes bytes = Bytes.of(chunk);
    outlet.begin(chunk, bytes.array(), bytes.from());
    events.feed(bytes.array(), bytes.from(), bytes.to());
    while (!over() && events.next()) {
      event();
    }
    if (!over() && events.tooLong()) {
      failure =
          new Failure.Garbled("The provider sent an event of more than " + maxFrame + " bytes.");
    }
    return outlet.end();
  }

  @Override
  public Buffer end() {
    if (over()) {
      return Buffer.buffer();
    }
    if (events.last()) {
      event();
      if (failure instanceof Failure.Garbled) {
        failure = cut();
      }
    }
    if (!over()) {
      Buffer rest = conclude();
      if (rest != null) {
        return rest;
      }
      failure = cut();
    }
    return outlet.end();
  }

  private boolean over() {
    return finished || failure != null;
  }

  private static Failure cut() {
    return new Failure.Cut("The provider's answer ended before it was finished.");
  }

  private void event() {
    byte[] in = events.array();
    int from = events.dataFrom();
    int to = events.dataTo();
    while (from < to && in[from] <= ' ' && in[from] >= 0) {
      from++;
    }
    if (from == to || Arrays.equals(in, from, to, DONE, 0, DONE.length)) {
      return;
    }
    try {
      if (events.error()) {
        failure = MessagesFailure.within(in, from, to);
        return;
      }
      frame.read(in, from, to);
      take(in, from, to);
    } catch (MalformedJson e) {
      failure = new Failure.Garbled("The provider sent an event that is not JSON.");
    } catch (FailureException e) {
      failure = e.failure();
    }
  }

  private void take(byte[] in, int from, int to) {
    String type = frame.type;
    if (type == null || type.equals("error")) {
      failure = MessagesFailure.within(in, from, to);
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
    finished = true;
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
    if (finished || !order.finished()) {
      return null;
    }
    finished = true;
    repair.stop();
    return outlet.end();
  }

  @Override
  public boolean finished() {
    return finished;
  }

  @Override
  public @Nullable Failure failure() {
    return failure;
  }

  @Override
  public @Nullable Usage usage() {
    return counts.told() ? counts.usage() : null;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
