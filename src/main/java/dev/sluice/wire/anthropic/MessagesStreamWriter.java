package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream as Messages events: blocks one after the other, their indices without gaps.
 *
 * <p>The dialect cannot go on with a block that was closed. What comes for another block while a
 * call's arguments are incomplete is therefore held until they are complete, as happens when a
 * provider tells parallel calls by turns. A call whose arguments are no JSON object breaks the
 * stream, unless the answer was cut off in it. Of several choices the first alone is written.
 */
public final class MessagesStreamWriter implements StreamWriter {
  /** Most characters that are held. */
  private static final int MAX_HELD = 1 << 22;

  private final MessagesShown shown;
  private final MessagesFrames frames = new MessagesFrames();
  private final Deque<StreamEvent> held = new ArrayDeque<>();
  private Block open = Block.NONE;
  private int call = -1;
  private CallInput input = new CallInput();
  private boolean misspoken;
  private Finish finish = Finish.END;
  private @Nullable String sequence;
  private @Nullable Usage usage;
  private long heldLength;
  private long written;
  private boolean over;

  private enum Block {
    NONE,
    TEXT,
    THOUGHT,
    CALL
  }

  /** A stream at its start. */
  public MessagesStreamWriter(MessagesShown shown) {
    this.shown = shown;
  }

  @Override
  public void write(StreamEvent event, JsonOut out) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.Start start -> start(start, out);
      case StreamEvent.Ping _ -> frames.ping(out);
      case StreamEvent.Counted counted -> usage = counted.usage();
      case StreamEvent.Finished finished -> finish(finished, out);
      case StreamEvent.Done _ -> done(out);
      case StreamEvent.Broken broken -> fail(broken.failure(), out);
      default -> said(event, out);
    }
  }

  private void start(StreamEvent.Start start, JsonOut out) {
    usage = start.usage();
    Usage known = usage == null ? Usage.of(shown.inputEstimate(), 0) : usage;
    frames.start(shown.id(start.id()), shown.model(start.model()), known, out);
  }

  /** Writes what is said, or holds it while an incomplete call is in its way. */
  private void said(StreamEvent event, JsonOut out) {
    if (!held.isEmpty() && !(event instanceof StreamEvent.CallDelta delta && isOpen(delta))) {
      hold(event, out);
    } else if (waits(event)) {
      hold(event, out);
    } else {
      say(event, out);
      release(out, false);
    }
  }

  private boolean isOpen(StreamEvent.CallDelta delta) {
    return open == Block.CALL && delta.call() == call;
  }

  private boolean waits(StreamEvent event) {
    return open == Block.CALL
        && !input.complete()
        && !(event instanceof StreamEvent.BlockEnd)
        && !(event instanceof StreamEvent.CallDelta delta && delta.call() <= call);
  }

  private void hold(StreamEvent event, JsonOut out) {
    heldLength += event instanceof StreamEvent.CallDelta delta ? delta.arguments().length() : 64;
    heldLength += event instanceof StreamEvent.TextDelta text ? text.text().length() : 0;
    held.add(event);
    if (heldLength > MAX_HELD) {
      fail(new Failure.Garbled("The provider tells too many tool calls by turns."), out);
    }
  }

  /**
   * Says what was held as far as nothing is in its way any more. Fragments of the call that is open
   * come before all else that is held.
   */
  private void release(JsonOut out, boolean all) {
    while (!held.isEmpty() && !over) {
      StreamEvent next = held.peek();
      if (!all && waits(next)) {
        return;
      }
      held.remove();
      say(next, out);
      if (open == Block.CALL && next instanceof StreamEvent.CallBegin) {
        fragments(out);
      }
    }
    heldLength = 0;
  }

  private void fragments(JsonOut out) {
    held.removeIf(event -> {
      boolean mine = event instanceof StreamEvent.CallDelta delta && delta.call() == call;
      if (mine) {
        say(event, out);
      }
      return mine;
    });
  }

  private void say(StreamEvent event, JsonOut out) {
    switch (event) {
      case StreamEvent.TextDelta e when e.choice() == 0 -> text(e.text(), out);
      case StreamEvent.RefusalDelta e when e.choice() == 0 -> text(e.text(), out);
      case StreamEvent.Voiced e when e.choice() == 0 -> text(e.audio().absence(), out);
      case StreamEvent.ReasoningDelta e when e.choice() == 0 -> {
        open(Block.THOUGHT, out);
        written += e.text().length();
        frames.thinking(e.text(), out);
      }
      case StreamEvent.Signature e when e.choice() == 0 -> {
        open(Block.THOUGHT, out);
        frames.signature(e.signature(), out);
        close(out);
      }
      case StreamEvent.SealedReasoning e when e.choice() == 0 -> {
        close(out);
        frames.sealed(e.data(), out);
        frames.stop(out);
      }
      case StreamEvent.CallBegin e when e.choice() == 0 -> begin(e, out);
      case StreamEvent.CallDelta e when e.choice() == 0 && isOpen(e) -> {
        input.take(e.arguments());
        written += e.arguments().length();
        frames.json(e.arguments(), out);
      }
      case StreamEvent.Cited e when e.choice() == 0 -> cited(e.citation(), out);
      case StreamEvent.BlockEnd e when e.choice() == 0 -> close(out);
      default -> {
        // Another choice, or something that the dialect cannot tell.
      }
    }
  }

  /** The dialect signs thoughts and no calls, so a signed call follows a thought. */
  private void begin(StreamEvent.CallBegin e, JsonOut out) {
    if (e.signature() != null) {
      open(Block.THOUGHT, out);
      frames.signature(Signatures.gemini(e.signature()), out);
    }
    close(out);
    open = Block.CALL;
    call = e.call();
    input = new CallInput();
    frames.call(e.id(), e.name(), out);
  }

  private void text(String text, JsonOut out) {
    open(Block.TEXT, out);
    written += text.length();
    frames.text(text, out);
  }

  private void cited(Citation citation, JsonOut out) {
    open(Block.TEXT, out);
    frames.citation(citation, out);
  }

  private void open(Block kind, JsonOut out) {
    if (open == kind) {
      return;
    }
    close(out);
    open = kind;
    if (kind == Block.TEXT) {
      frames.openText(out);
    } else {
      frames.openThinking(out);
    }
  }

  private void close(JsonOut out) {
    if (open != Block.NONE) {
      misspoken |= open == Block.CALL && !input.valid();
      open = Block.NONE;
      frames.stop(out);
    }
  }

  private void finish(StreamEvent.Finished finished, JsonOut out) {
    if (finished.choice() == 0) {
      release(out, true);
      close(out);
      finish = finished.finish();
      sequence = finished.stopSequence();
      if (misspoken && !cutOff(finish)) {
        fail(new Failure.Garbled("The model called a tool with arguments that are no JSON."), out);
      }
    }
  }

  /** Whether an answer may end within a call. */
  private static boolean cutOff(Finish finish) {
    return switch (finish) {
      case LENGTH, CONTEXT_FULL, REFUSAL -> true;
      case END, STOP_SEQUENCE, TOOL_CALLS, PAUSE -> false;
    };
  }

  private void done(JsonOut out) {
    over = true;
    // A count is needed: without the provider's, a token is taken for four characters.
    Usage told = usage == null ? Usage.of(shown.inputEstimate(), (written + 3) / 4) : usage;
    frames.end(MessagesWords.finish(finish), sequence, told, out);
  }

  private void fail(Failure failure, JsonOut out) {
    over = true;
    held.clear();
    MessagesFailure.event(out, failure, shown.requestId());
  }
}
