package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream as events that are responses of their own, the last of which tells why the answer
 * ended and what was used.
 *
 * <p>The dialect's clients take whole calls only: they are held until their block or the answer
 * ends, whatever is said in between.
 */
public final class GenerateStreamWriter implements StreamWriter {
  private static final byte[] DATA = bytes("data: ");
  private static final byte[] TAIL = bytes("\r\n\r\n");

  private final GeminiShown shown;
  private final HeldCalls calls = new HeldCalls();
  private final TreeMap<Integer, Finish> finished = new TreeMap<>();
  private byte[] end = {};
  private @Nullable Usage usage;
  private boolean over;

  /** A stream at its start. */
  public GenerateStreamWriter(GeminiShown shown) {
    this.shown = shown;
  }

  @Override
  public void write(StreamEvent event, JsonOut out) {
    if (over) {
      return;
    }
    switch (event) {
      case StreamEvent.Start start -> start(start);
      case StreamEvent.CallBegin e -> calls.begin(e);
      case StreamEvent.CallDelta e -> more(e, out);
      case StreamEvent.BlockEnd e -> calls(e.choice(), out);
      case StreamEvent.Finished e -> {
        calls(e.choice(), out);
        finished.put(e.choice(), e.finish());
      }
      case StreamEvent.Counted e -> usage = e.usage();
      case StreamEvent.Ping _ -> {
        // Whoever writes to the client keeps the connection alive.
      }
      case StreamEvent.Done _ -> done(out);
      case StreamEvent.Broken e -> fail(e.failure(), out);
      default -> said(event, out);
    }
  }

  private void said(StreamEvent event, JsonOut out) {
    switch (event) {
      case StreamEvent.TextDelta e -> text(e.choice(), e.text(), false, null, out);
      case StreamEvent.RefusalDelta e -> text(e.choice(), e.text(), false, null, out);
      case StreamEvent.ReasoningDelta e -> text(e.choice(), e.text(), true, null, out);
      case StreamEvent.Signature e ->
          text(e.choice(), "", true, ThoughtToken.kept(e.signature()), out);
      case StreamEvent.SealedReasoning e ->
          text(e.choice(), "", true, ThoughtToken.keptSealed(e.data()), out);
      case StreamEvent.Pictured e -> {
        open(e.choice(), out);
        AnswerPartWriter.write(out, e.image());
        close(out);
      }
      case StreamEvent.Voiced e -> {
        open(e.choice(), out);
        AnswerPartWriter.write(out, e.audio());
        close(out);
      }
      case StreamEvent.Cited e -> {
        open(e.choice(), out);
        content(out);
        GeminiCitations.write(out, List.of(e.citation()));
        out.endObject().endArray();
        end(out);
      }
      case StreamEvent.Logprobs e -> {
        open(e.choice(), out);
        content(out);
        out.key("logprobsResult").json(GeminiLogprobs.own(e.logprobs()));
        out.endObject().endArray();
        end(out);
      }
      default -> {
        // The dialect cannot tell it.
      }
    }
  }

  private void start(StreamEvent.Start start) {
    if (start.usage() != null) {
      usage = start.usage();
    }
    JsonOut made = new JsonOut();
    made.object().member("modelVersion", shown.model(start.model()));
    byte[] whole = made.member("responseId", shown.id(start.id())).endObject().toBytes();
    // What follows the candidates, without its opening bracket.
    end = new byte[whole.length];
    System.arraycopy(whole, 0, end, 0, whole.length);
    end[0] = ',';
  }

  private void text(
      int choice, String text, boolean thought, @Nullable String signature, JsonOut out) {
    open(choice, out);
    AnswerPartWriter.text(out, text, thought, signature);
    close(out);
  }

  /** Begins a response up to the parts of a candidate. */
  private static void open(int choice, JsonOut out) {
    out.raw(DATA).object().key("candidates").array().object().member("index", choice);
    out.key("content").object().key("parts").array();
  }

  private static void content(JsonOut out) {
    out.endArray().member("role", "model").endObject();
  }

  private void close(JsonOut out) {
    content(out);
    out.endObject().endArray();
    end(out);
  }

  private void end(JsonOut out) {
    out.raw(end).raw(TAIL);
  }

  private void more(StreamEvent.CallDelta piece, JsonOut out) {
    if (!calls.more(piece)) {
      fail(new Failure.Garbled("The provider's tool calls are too long."), out);
    }
  }

  /** Writes the calls of a candidate that were held, one response for all. */
  private void calls(int choice, JsonOut out) {
    List<HeldCalls.Held> complete = new ArrayList<>(calls.take(choice));
    if (complete.isEmpty()) {
      return;
    }
    open(choice, out);
    for (HeldCalls.Held call : complete) {
      AnswerPartWriter.call(out, call.id(), call.name(), call.arguments(), call.signature());
    }
    close(out);
  }

  private void done(JsonOut out) {
    over = true;
    out.raw(DATA).object().key("candidates").array();
    finished.forEach((choice, finish) -> {
      out.object().key("content").object().key("parts").array();
      AnswerPartWriter.text(out, "", false, null);
      content(out);
      out.member("finishReason", GeminiWords.finish(finish)).member("index", choice).endObject();
    });
    out.endArray();
    if (usage != null) {
      out.key("usageMetadata");
      GeminiUsage.write(out, usage);
    }
    end(out);
  }

  private void fail(Failure failure, JsonOut out) {
    over = true;
    GeminiFailure.event(out, failure);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
