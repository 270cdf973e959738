package dev.sluice.wire.bedrock;

import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.Teller;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/**
 * Reads a Converse stream into canonical events. The answer is complete when its bytes end after
 * its stop: usage comes behind that, or before it.
 */
final class ConverseStreamReader implements StreamReader {
  private final FrameDecoder frames;
  private final ConverseFragment fragment = new ConverseFragment();
  private final ConverseBlocks blocks;
  private final String model;
  private final Teller told;
  private boolean started;
  private boolean finished;

  /**
   * A reader at the start of a stream.
   *
   * @param model the provider's name of the model, which its answers do not tell
   * @param back what was done to the request
   * @param maxFrame longest payload taken from the provider, in bytes
   */
  ConverseStreamReader(String model, WayBack back, int maxFrame, Consumer<StreamEvent> sink) {
    this.frames = new FrameDecoder(maxFrame);
    this.blocks = new ConverseBlocks(back);
    this.model = model;
    this.told = new Teller(sink);
  }

  @Override
  public void feed(Buffer read) {
    if (told.over()) {
      return;
    }
    Bytes bytes = Bytes.of(read);
    frames.feed(bytes.array(), bytes.from(), bytes.to());
    try {
      while (!told.over() && frames.next()) {
        frame();
      }
    } catch (MalformedJson | FailureException e) {
      told.broken(e, "an event");
    }
  }

  @Override
  public void end() {
    if (told.over()) {
      return;
    }
    if (finished && !frames.pending()) {
      told.accept(new StreamEvent.Done());
    } else {
      told.cut();
    }
  }

  @Override
  public boolean over() {
    return told.over();
  }

  private void frame() {
    byte[] array = frames.array();
    int from = frames.payloadFrom();
    int to = frames.payloadTo();
    if (!"event".equals(frames.messageType())) {
      throw new FailureException(
          ConverseFailure.within(frames.failureType(), frames.failureMessage(), array, from, to));
    }
    String type = frames.eventType();
    if (type == null || from == to) {
      return;
    }
    fragment.read(array, from, to);
    if (!started) {
      started = true;
      told.accept(new StreamEvent.Start("", model, 0, null));
    }
    switch (type) {
      case "contentBlockStart" -> blocks.start(fragment, told);
      case "contentBlockDelta" -> blocks.delta(fragment, told);
      case "contentBlockStop" -> blocks.stop(told);
      case "messageStop" -> finish();
      case "metadata" -> {
        if (fragment.counted) {
          told.accept(new StreamEvent.Counted(fragment.usage().usage()));
        }
      }
      default -> {
        // The answer's beginning was told, and the dialect may grow.
      }
    }
  }

  private void finish() {
    if (finished) {
      return;
    }
    finished = true;
    blocks.end(told);
    Finish finish = fragment.reason == null ? Finish.END : ConverseWords.finish(fragment.reason);
    boolean unwrapped = finish == Finish.TOOL_CALLS && !blocks.called();
    told.accept(new StreamEvent.Finished(0, unwrapped ? Finish.END : finish, fragment.sequence));
  }
}
