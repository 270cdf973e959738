package dev.sluice.wire.openai.codec;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.FinishReason;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads the choices of a frame: what each says more. */
final class ChatDeltaReader {
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey DELTA = JsonKey.of("delta");
  private static final JsonKey FINISH = JsonKey.of("finish_reason");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey THOUGHT = JsonKey.of("reasoning_content");
  private static final JsonKey THOUGHT_TOO = JsonKey.of("reasoning");
  private static final JsonKey BLOCKS = JsonKey.of("thinking_blocks");
  private static final JsonKey TOOL_CALLS = JsonKey.of("tool_calls");
  private static final JsonKey ANNOTATIONS = JsonKey.of("annotations");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey DATA = JsonKey.of("data");
  private static final int MAX_CHOICES = 128;

  private final FieldReader in;
  private final List<StreamEvent> events = new ArrayList<>();
  private final List<ChatCallStream> choices = new ArrayList<>();
  private int ended;
  private int begun;

  // What the choice at hand says; its index may come last.
  private @Nullable String content;
  private @Nullable String refusal;
  private @Nullable String thought;
  private @Nullable Json logprobs;
  private @Nullable String word;
  private List<Citation> citations = List.of();
  private final List<ChatCallStream.Fragment> fragments = new ArrayList<>();
  private final List<String> signed = new ArrayList<>();
  private final List<String> sealed = new ArrayList<>();

  ChatDeltaReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the array that the reader is on; false when it has no choice. */
  boolean read() {
    boolean some = false;
    if (in.array("choices")) {
      while (in.nextObject("choices")) {
        some = true;
        choice();
      }
    }
    return some;
  }

  /** Tells what was read, in order. */
  void tell(Consumer<StreamEvent> to) {
    events.forEach(to);
    events.clear();
  }

  /** Whether a choice began and every one that did has ended. */
  boolean complete() {
    return begun > 0 && ended == begun;
  }

  private void choice() {
    forget();
    long index = 0;
    while (in.member()) {
      if (in.on(DELTA)) {
        delta();
      } else if (in.on(INDEX)) {
        index = in.count();
      } else if (in.on(FINISH)) {
        word = in.text("finish_reason");
      } else if (in.on(LOGPROBS)) {
        logprobs = in.json();
      } else {
        in.skip();
      }
    }
    if (index >= MAX_CHOICES) {
      throw in.wrong("choices.index", "must be below " + MAX_CHOICES);
    }
    say((int) index);
  }

  private void forget() {
    content = null;
    refusal = null;
    thought = null;
    logprobs = null;
    word = null;
    citations = List.of();
    fragments.clear();
    signed.clear();
    sealed.clear();
  }

  private void delta() {
    if (!in.object("choices.delta")) {
      return;
    }
    while (in.member()) {
      if (in.on(CONTENT)) {
        content = in.text("choices.delta.content");
      } else if (in.on(THOUGHT)) {
        thought = or(in.text("choices.delta.reasoning_content"), thought);
      } else if (in.on(THOUGHT_TOO) && in.isText()) {
        thought = or(thought, in.text("choices.delta.reasoning"));
      } else if (in.on(REFUSAL)) {
        refusal = in.text("choices.delta.refusal");
      } else if (in.on(TOOL_CALLS)) {
        ChatCallStream.read(in, fragments);
      } else if (in.on(ANNOTATIONS)) {
        citations = new ChatCitations(in).read();
      } else if (in.on(BLOCKS)) {
        blocks();
      } else {
        in.skip();
      }
    }
  }

  private void blocks() {
    if (!in.array("thinking_blocks")) {
      return;
    }
    while (in.item()) {
      if (in.object("thinking_blocks")) {
        while (in.member()) {
          if (in.on(SIGNATURE)) {
            add(signed, in.text("signature"));
          } else if (in.on(DATA)) {
            add(sealed, in.text("data"));
          } else {
            in.skip();
          }
        }
      }
    }
  }

  private static void add(List<String> list, @Nullable String text) {
    if (text != null && !text.isEmpty()) {
      list.add(text);
    }
  }

  private void say(int index) {
    ChatCallStream calls = at(index);
    if (thought != null && !thought.isEmpty()) {
      events.add(new StreamEvent.ReasoningDelta(index, thought));
    }
    signed.forEach(text -> events.add(new StreamEvent.Signature(index, text)));
    sealed.forEach(text -> events.add(new StreamEvent.SealedReasoning(index, text)));
    if (content != null && !content.isEmpty()) {
      events.add(new StreamEvent.TextDelta(index, content));
    }
    if (refusal != null && !refusal.isEmpty()) {
      calls.refused = true;
      events.add(new StreamEvent.RefusalDelta(index, refusal));
    }
    if (logprobs != null) {
      events.add(new StreamEvent.Logprobs(index, logprobs));
    }
    citations.forEach(citation -> events.add(new StreamEvent.Cited(index, citation)));
    fragments.forEach(fragment -> calls.take(index, fragment, events));
    if (word != null && !calls.ended) {
      calls.ended = true;
      ended++;
      events.add(new StreamEvent.Finished(index, finish(word, calls), null));
    }
  }

  private static Finish finish(String word, ChatCallStream calls) {
    if (FinishReason.isFailure(word)) {
      throw new FailureException(
          new Failure.Unavailable(502, "The provider failed while it answered.", null));
    }
    Finish finish = ChatWords.finish(word);
    if (finish != Finish.END) {
      return finish;
    }
    // Some servers say stop whatever happened, and OpenAI itself does so of refusals.
    return calls.some() ? Finish.TOOL_CALLS : calls.refused ? Finish.REFUSAL : Finish.END;
  }

  private ChatCallStream at(int index) {
    while (choices.size() <= index) {
      choices.add(new ChatCallStream(in));
    }
    ChatCallStream choice = choices.get(index);
    if (!choice.begun) {
      choice.begun = true;
      begun++;
    }
    return choice;
  }

  private static @Nullable String or(@Nullable String one, @Nullable String other) {
    return one == null ? other : one;
  }
}
