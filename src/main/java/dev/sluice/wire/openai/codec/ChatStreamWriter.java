package dev.sluice.wire.openai.codec;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes a stream as chat chunks. */
public final class ChatStreamWriter implements StreamWriter {
  private static final byte[] TAIL = bytes("\n\n");
  private static final byte[] DONE = bytes("data: [DONE]\n\n");
  private static final byte[] OPEN_END = bytes("},\"logprobs\":null,\"finish_reason\":null}]}\n\n");
  private static final byte[] DATA = bytes("data: ");

  private final ChatShown shown;
  private final boolean usageWanted;
  private final List<ChatChoiceState> choices = new ArrayList<>();
  private String answer = "";
  private byte[] head = {};
  private byte[] open = {};
  private @Nullable Usage usage;

  /**
   * A stream at its start.
   *
   * @param usageWanted whether the client wants usage at the end
   */
  public ChatStreamWriter(ChatShown shown, boolean usageWanted) {
    this.shown = shown;
    this.usageWanted = usageWanted;
  }

  @Override
  public void write(StreamEvent event, JsonOut out) {
    switch (event) {
      case StreamEvent.Start start -> start(start, out);
      case StreamEvent.TextDelta text -> text(text, out);
      case StreamEvent.ReasoningDelta thought -> thought(thought, out);
      case StreamEvent.Signature signature -> signature(signature, out);
      case StreamEvent.SealedReasoning sealed -> sealed(sealed, out);
      case StreamEvent.RefusalDelta refusal ->
          end(open(refusal.choice(), out).member("refusal", refusal.text()));
      case StreamEvent.CallBegin call -> begin(call, out);
      case StreamEvent.CallDelta call -> more(call, out);
      case StreamEvent.Cited cited -> cited(cited.choice(), cited.citation(), out);
      case StreamEvent.Logprobs logprobs -> logprobs(logprobs, out);
      case StreamEvent.Pictured made -> pictured(made, out);
      case StreamEvent.Voiced made -> voiced(made, out);
      case StreamEvent.BlockEnd end -> blockEnd(end.choice(), out);
      case StreamEvent.Finished finished -> finish(finished, out);
      case StreamEvent.Counted counted -> usage = counted.usage();
      case StreamEvent.Ping _ -> {
        // Whoever writes to the client keeps the connection alive.
      }
      case StreamEvent.Done _ -> done(out);
      case StreamEvent.Broken broken -> out.raw(ChatErrors.event(broken.failure()).getBytes());
    }
  }

  private void start(StreamEvent.Start start, JsonOut out) {
    if (start.usage() != null) {
      usage = start.usage();
    }
    answer = shown.id(start.id());
    JsonOut made = new JsonOut();
    made.raw(DATA)
        .object()
        .member("id", answer)
        .member("object", "chat.completion.chunk")
        .member("created", shown.created(start.created()))
        .member("model", shown.model(start.model()))
        .key("choices");
    head = made.toBytes();
    made.array().object().key("index");
    open = made.toBytes();
    state(0, out);
  }

  /** What is known of a choice; its first chunk is written when it is new. */
  @CanIgnoreReturnValue
  private ChatChoiceState state(int choice, JsonOut out) {
    while (choices.size() <= choice) {
      choices.add(new ChatChoiceState());
    }
    ChatChoiceState state = choices.get(choice);
    if (!state.begun) {
      state.begun = true;
      end(open(choice, out).member("role", "assistant").member("content", ""));
    }
    return state;
  }

  /** Begins a chunk up to the members of its delta. */
  private JsonOut open(int choice, JsonOut out) {
    if (choices.size() <= choice || !choices.get(choice).begun) {
      state(choice, out);
    }
    return out.raw(open).number(choice).key("delta").object();
  }

  private static void end(JsonOut out) {
    out.raw(OPEN_END);
  }

  private void text(StreamEvent.TextDelta text, JsonOut out) {
    state(text.choice(), out).said(text.text().length());
    end(open(text.choice(), out).member("content", text.text()));
  }

  private void thought(StreamEvent.ReasoningDelta thought, JsonOut out) {
    state(thought.choice(), out).thought(thought.text());
    end(open(thought.choice(), out).member("reasoning_content", thought.text()));
  }

  /** Tells the whole thought again: only so can the client send it back as it was signed. */
  private void signature(StreamEvent.Signature signature, JsonOut out) {
    ChatChoiceState state = state(signature.choice(), out);
    open(signature.choice(), out).key("thinking_blocks").array();
    ChatThoughts.signed(out, state.thought(), signature.signature());
    end(out.endArray());
  }

  private void sealed(StreamEvent.SealedReasoning sealed, JsonOut out) {
    open(sealed.choice(), out).key("thinking_blocks").array();
    ChatThoughts.sealed(out, sealed.data());
    end(out.endArray());
  }

  private void begin(StreamEvent.CallBegin call, JsonOut out) {
    state(call.choice(), out).call(call.call());
    open(call.choice(), out).key("tool_calls").array().object().member("index", call.call());
    out.member("id", call.id()).member("type", "function");
    out.key("function").object().member("name", call.name()).member("arguments", "").endObject();
    if (call.signature() != null) {
      ChatCalls.signature(out, call.signature());
    }
    end(out.endObject().endArray());
  }

  private void more(StreamEvent.CallDelta call, JsonOut out) {
    state(call.choice(), out).argued(call.call());
    arguments(call.choice(), call.call(), call.arguments(), out);
  }

  private void arguments(int choice, int call, String text, JsonOut out) {
    open(choice, out).key("tool_calls").array().object().member("index", call);
    out.key("function").object().member("arguments", text);
    end(out.endObject().endObject().endArray());
  }

  private void cited(int choice, Citation citation, JsonOut out) {
    if (citation.hasPage()) {
      ChatChoiceState state = state(choice, out);
      open(choice, out).key("annotations").array();
      ChatCitations.write(out, citation, state.blockFrom(), state.length());
      end(out.endArray());
    }
  }

  private void logprobs(StreamEvent.Logprobs logprobs, JsonOut out) {
    open(logprobs.choice(), out).endObject();
    out.key("logprobs").json(logprobs.logprobs());
    out.none("finish_reason").endObject().endArray().endObject().raw(TAIL);
  }

  private void pictured(StreamEvent.Pictured made, JsonOut out) {
    JsonOut delta = open(made.choice(), out);
    ChatImages.write(delta, List.of(made.image()));
    end(delta);
  }

  private void voiced(StreamEvent.Voiced made, JsonOut out) {
    JsonOut delta = open(made.choice(), out).key("audio");
    ChatAudio.one(delta, made.audio(), answer);
    end(delta);
  }

  private void blockEnd(int choice, JsonOut out) {
    ChatChoiceState state = state(choice, out);
    int call = state.latest();
    if (call >= 0 && !state.hasArguments(call)) {
      state.argued(call);
      arguments(choice, call, "{}", out);
    }
    state.endBlock();
  }

  private void finish(StreamEvent.Finished finished, JsonOut out) {
    int choice = finished.choice();
    ChatChoiceState state = state(choice, out);
    for (int call = 0; call <= state.latest(); call++) {
      if (!state.hasArguments(call)) {
        arguments(choice, call, "{}", out);
      }
    }
    open(choice, out).endObject().none("logprobs");
    out.member("finish_reason", ChatWords.finish(finished.finish()));
    out.endObject().endArray().endObject().raw(TAIL);
  }

  private void done(JsonOut out) {
    if (usageWanted && usage != null) {
      out.raw(head).array().endArray().key("usage");
      ChatUsage.write(out, usage);
      out.endObject().raw(TAIL);
    }
    out.raw(DONE);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
