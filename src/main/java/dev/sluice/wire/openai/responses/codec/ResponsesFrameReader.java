package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.FrameReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.openai.responses.ResponsesFailure;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the frames of a response's stream. */
public final class ResponsesFrameReader implements FrameReader {
  private static final byte[] DONE = "[DONE]".getBytes(StandardCharsets.US_ASCII);
  private static final int MOST_CALLS = 128;

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  private final ResponsesFragment fragment = new ResponsesFragment(in);
  private final Map<Long, Integer> calls = new HashMap<>();
  private StreamEvent.@Nullable Start start;
  private boolean started;
  private boolean refused;

  /** Whether a piece was told of what is at hand, so that the whole of it is not told again. */
  private boolean pieces;

  /** Whether the thought at hand is told raw, so that its summary is not told beside. */
  private boolean raw;

  private boolean[] argued = new boolean[4];

  @Override
  public void read(byte[] array, int from, int to, boolean error, Consumer<StreamEvent> events) {
    if (error) {
      throw new FailureException(ResponsesFailure.within(array, from, to));
    }
    if (Arrays.equals(array, from, to, DONE, 0, DONE.length)) {
      return;
    }
    in.open(array, from, to, "event");
    fragment.read(array);
    in.end();
    String type = fragment.type;
    if ("error".equals(type) || (fragment.fault.failed && !fragment.response)) {
      throw new FailureException(ResponsesFailure.within(array, from, to));
    }
    tell(in.given(type, "type"), events);
  }

  private void tell(String type, Consumer<StreamEvent> events) {
    switch (type) {
      case "response.created" -> announce();
      case "response.failed", "response.cancelled" ->
          throw new FailureException(
              ResponsesFailure.of(fragment.fault.code, fragment.fault.message));
      case "keepalive", "response.queued", "response.in_progress" -> alive(events);
      default -> {
        begin(events);
        said(type, events);
      }
    }
  }

  private void announce() {
    if (start == null) {
      start = new StreamEvent.Start(fragment.id, fragment.model, fragment.created, fragment.usage);
    }
  }

  private void alive(Consumer<StreamEvent> events) {
    if (started) {
      events.accept(new StreamEvent.Ping());
    }
  }

  /** The answer begins when something happens in it: what fails before was none. */
  private void begin(Consumer<StreamEvent> events) {
    StreamEvent.Start announced = start;
    if (announced == null) {
      throw in.wrong("type", "must be response.created at first");
    }
    if (!started) {
      started = true;
      events.accept(announced);
    }
  }

  private void said(String type, Consumer<StreamEvent> events) {
    switch (type) {
      case "response.output_text.delta" -> text(events);
      case "response.refusal.delta" -> refusal(events);
      case "response.reasoning_text.delta" -> thought(true, events);
      case "response.reasoning_summary_text.delta" -> thought(false, events);
      case "response.function_call_arguments.delta" -> arguments(fragment.piece, events);
      case "response.content_part.added" -> pieces = false;
      case "response.reasoning_summary_part.added" -> summary(events);
      case "response.output_text.annotation.added" -> {
        if (fragment.citation != null) {
          events.accept(new StreamEvent.Cited(0, fragment.citation));
        }
      }
      case "response.output_text.done" -> whole(events, this::text);
      case "response.refusal.done" -> whole(events, this::refusal);
      case "response.function_call_arguments.done" -> restOfArguments(fragment.piece, events);
      case "response.output_item.added" -> item(events);
      case "response.output_item.done" -> ended(events);
      case "response.completed", "response.incomplete" ->
          done(type.equals("response.completed"), events);
      default -> {
        // The dialect grows, and what a provider does by itself is none of the answer.
      }
    }
  }

  private void text(Consumer<StreamEvent> events) {
    String piece = fragment.piece;
    if (piece != null && !piece.isEmpty()) {
      pieces = true;
      events.accept(new StreamEvent.TextDelta(0, piece));
    }
    Json told = ResponsesLogprobs.canonical(fragment.logprobs);
    if (told != null) {
      events.accept(new StreamEvent.Logprobs(0, told));
    }
  }

  private void refusal(Consumer<StreamEvent> events) {
    String piece = fragment.piece;
    if (piece != null && !piece.isEmpty()) {
      pieces = true;
      refused = true;
      events.accept(new StreamEvent.RefusalDelta(0, piece));
    }
  }

  private void whole(Consumer<StreamEvent> events, Consumer<Consumer<StreamEvent>> told) {
    if (!pieces) {
      told.accept(events);
    }
    pieces = false;
  }

  private void thought(boolean unabridged, Consumer<StreamEvent> events) {
    raw |= unabridged;
    String piece = fragment.piece;
    if (piece != null && !piece.isEmpty() && raw == unabridged) {
      pieces = true;
      events.accept(new StreamEvent.ReasoningDelta(0, piece));
    }
  }

  /** Parts of a summary are paragraphs of one thought. */
  private void summary(Consumer<StreamEvent> events) {
    if (fragment.within > 0 && pieces && !raw) {
      events.accept(new StreamEvent.ReasoningDelta(0, "\n\n"));
    }
  }

  private void item(Consumer<StreamEvent> events) {
    pieces = false;
    raw = false;
    if ("function_call".equals(fragment.kind)) {
      int call = calls.size();
      String id = fragment.callId == null ? fragment.itemId : fragment.callId;
      if (call == MOST_CALLS || calls.putIfAbsent(fragment.index, call) != null) {
        throw in.wrong("output_index", "must be new, and there may be 128 calls at most");
      }
      argued = call < argued.length ? argued : Arrays.copyOf(argued, call * 2);
      events.accept(
          new StreamEvent.CallBegin(
              0, call, in.given(id, "item.call_id"), in.given(fragment.name, "item.name")));
      arguments(fragment.arguments, events);
    }
  }

  private void arguments(@Nullable String piece, Consumer<StreamEvent> events) {
    Integer call = calls.get(fragment.index);
    if (call != null && piece != null && !piece.isEmpty()) {
      argued[call] = true;
      events.accept(new StreamEvent.CallDelta(0, call, piece));
    }
  }

  private void restOfArguments(@Nullable String all, Consumer<StreamEvent> events) {
    Integer call = calls.get(fragment.index);
    if (call != null && !argued[call]) {
      arguments(all, events);
    }
  }

  private void ended(Consumer<StreamEvent> events) {
    String kind = fragment.kind == null ? "" : fragment.kind;
    switch (kind) {
      case "function_call" -> restOfArguments(fragment.arguments, events);
      case "reasoning" -> {
        String signature = Seals.signature(fragment.itemId, fragment.encrypted);
        if (signature != null) {
          events.accept(new StreamEvent.Signature(0, signature));
        }
      }
      case "message" -> {
        // It was told piece by piece.
      }
      default -> {
        return;
      }
    }
    events.accept(new StreamEvent.BlockEnd(0));
  }

  private void done(boolean complete, Consumer<StreamEvent> events) {
    String reason = complete ? null : fragment.fault.reason == null ? "" : fragment.fault.reason;
    events.accept(
        new StreamEvent.Finished(
            0, ResponsesWords.finish(reason, !calls.isEmpty(), refused), null));
    if (fragment.usage != null) {
      events.accept(new StreamEvent.Counted(fragment.usage));
    }
    events.accept(new StreamEvent.Done());
  }
}
