package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.openai.ErrorBody;
import dev.sluice.wire.openai.codec.ChatErrors;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes a stream as events of a response. The last event repeats all of the output, which is kept
 * until then, up to a bound.
 */
final class ResponsesStreamWriter implements StreamWriter {
  /** Most that is kept of an answer, in characters. */
  private static final int MOST = 1 << 25;

  private final ResponsesShown shown;
  private final ResponsesFrames frames = new ResponsesFrames();
  private final List<byte @Nullable []> items = new ArrayList<>();
  private final List<OpenCall> calls = new ArrayList<>();
  private @Nullable OpenMessage message;
  private @Nullable OpenThought thought;
  private @Nullable ResponsesObject response;
  private Finish finish = Finish.END;
  private boolean refused;
  private boolean over;
  private long kept;
  private @Nullable Usage usage;

  ResponsesStreamWriter(ResponsesShown shown) {
    this.shown = shown;
  }

  @Override
  public void write(StreamEvent event, JsonOut out) {
    if (over) {
      return;
    }
    kept += length(event);
    if (kept > MOST) {
      broken(new Failure.Garbled("The provider's answer is larger than can be told."), out);
      return;
    }
    switch (event) {
      case StreamEvent.Start start -> start(start, out);
      case StreamEvent.TextDelta text -> message(out).text(text.text(), out);
      case StreamEvent.RefusalDelta refusal -> refuse(refusal.text(), out);
      case StreamEvent.ReasoningDelta more -> thought(out).text(more.text(), out);
      case StreamEvent.Signature signature -> seal(signature.signature(), out);
      case StreamEvent.SealedReasoning sealed -> sealed(sealed.data(), out);
      case StreamEvent.CallBegin call -> begin(call, out);
      case StreamEvent.CallDelta call -> calls.get(call.call()).more(call.arguments(), out);
      case StreamEvent.Cited cited -> cite(cited.citation(), out);
      case StreamEvent.Logprobs logprobs -> logprobs(logprobs.logprobs(), out);
      case StreamEvent.BlockEnd _ -> blockEnd(out);
      case StreamEvent.Finished finished -> finish = finished.finish();
      case StreamEvent.Counted counted -> usage = counted.usage();
      case StreamEvent.Pictured _ -> {
        // The dialect knows pictures of its own tool alone.
      }
      case StreamEvent.Voiced voiced -> message(out).text(voiced.audio().absence(), out);
      case StreamEvent.Ping _ -> {
        // Whoever writes to the client keeps the connection alive.
      }
      case StreamEvent.Done _ -> done(out);
      case StreamEvent.Broken broken -> broken(broken.failure(), out);
    }
  }

  /** How much of an event is kept, in characters. */
  private static int length(StreamEvent event) {
    return switch (event) {
      case StreamEvent.TextDelta text -> text.text().length();
      case StreamEvent.RefusalDelta refusal -> refusal.text().length();
      case StreamEvent.ReasoningDelta thought -> thought.text().length();
      case StreamEvent.SealedReasoning sealed -> sealed.data().length();
      case StreamEvent.CallDelta call -> call.arguments().length();
      case StreamEvent.Logprobs logprobs -> logprobs.logprobs().text().length();
      default -> 0;
    };
  }

  private void refuse(String more, JsonOut out) {
    refused = true;
    message(out).refusal(more, out);
  }

  private void sealed(String data, JsonOut out) {
    endThought(ResponsesWords.COMPLETED, out);
    seal(Seals.sealed(data), out);
  }

  private void cite(Citation citation, JsonOut out) {
    if (citation.hasPage()) {
      message(out).cite(citation, out);
    }
  }

  private void start(StreamEvent.Start start, JsonOut out) {
    usage = start.usage();
    ResponsesObject begun =
        new ResponsesObject(shown, shown.model(start.model()), shown.created(start.created()));
    response = begun;
    announce(begun, out);
  }

  private void announce(ResponsesObject begun, JsonOut out) {
    begun.begun(frames.begin(ResponsesFrames.CREATED, out).key("response"));
    ResponsesFrames.end(out);
    begun.begun(frames.begin(ResponsesFrames.IN_PROGRESS, out).key("response"));
    ResponsesFrames.end(out);
  }

  private int next() {
    items.add(null);
    return items.size() - 1;
  }

  private OpenMessage message(JsonOut out) {
    OpenMessage open = message;
    if (open == null) {
      endThought(ResponsesWords.COMPLETED, out);
      int index = next();
      open = new OpenMessage(frames, index, shown.item("msg_", index), out);
      message = open;
    }
    return open;
  }

  private OpenThought thought(JsonOut out) {
    OpenThought open = thought;
    if (open == null) {
      endMessage(ResponsesWords.COMPLETED, out);
      int index = next();
      open = new OpenThought(frames, index, shown.item("rs_", index), out);
      thought = open;
    }
    return open;
  }

  private void seal(String by, JsonOut out) {
    thought(out).seal(by);
    endThought(ResponsesWords.COMPLETED, out);
  }

  private void begin(StreamEvent.CallBegin call, JsonOut out) {
    endThought(ResponsesWords.COMPLETED, out);
    endMessage(ResponsesWords.COMPLETED, out);
    int index = next();
    String id = shown.item("fc_", index);
    calls.add(new OpenCall(frames, index, id, call.id(), call.name(), out));
  }

  private void logprobs(Json told, JsonOut out) {
    Json array = ResponsesLogprobs.array(told);
    if (array != null) {
      message(out).logprobs(array, out);
    }
  }

  private void blockEnd(JsonOut out) {
    endThought(ResponsesWords.COMPLETED, out);
    if (message != null) {
      message.endPart(out);
    } else if (!calls.isEmpty()) {
      end(calls.getLast(), ResponsesWords.COMPLETED, out);
    }
  }

  private void endThought(String status, JsonOut out) {
    if (thought != null) {
      end(thought, status, out);
      thought = null;
    }
  }

  private void endMessage(String status, JsonOut out) {
    if (message != null) {
      end(message, status, out);
      message = null;
    }
  }

  private void end(OpenItem item, String status, JsonOut out) {
    if (items.get(item.index()) == null) {
      items.set(item.index(), item.close(status, out));
    }
  }

  private void done(JsonOut out) {
    over = true;
    // A refusal that was put in words is a complete answer.
    Finish how = refused && finish == Finish.REFUSAL ? Finish.END : finish;
    endAll(how, out);
    Objects.requireNonNull(response).ended(frames.ended(how, out), how, output(), usage, null);
    ResponsesFrames.end(out);
  }

  private void endAll(Finish how, JsonOut out) {
    String status = ResponsesWords.status(how);
    endThought(status, out);
    endMessage(status, out);
    for (OpenCall call : calls) {
      boolean last = call.index() + 1 == items.size();
      end(call, last ? status : ResponsesWords.COMPLETED, out);
    }
  }

  private void broken(Failure failure, JsonOut out) {
    over = true;
    ErrorBody error = ErrorBody.read(ChatErrors.body(failure));
    ResponsesObject begun = response;
    if (begun == null) {
      begun = new ResponsesObject(shown, shown.model(""), shown.created(0));
      announce(begun, out);
    }
    begun.failed(frames.failed(error, out), error, output(), usage);
    ResponsesFrames.end(out);
  }

  /** The items that are complete. */
  private List<byte[]> output() {
    List<byte[]> complete = new ArrayList<>();
    for (byte[] item : items) {
      if (item != null) {
        complete.add(item);
      }
    }
    return complete;
  }
}
