package dev.sluice.wire.canonical;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Something that happens in a stream.
 *
 * <p>A stream is a {@link Start}, then what the choices say, a {@link Finished} for each of them,
 * {@link Counted} at any place, and as its last event either {@link Done} or {@link Broken}.
 */
public sealed interface StreamEvent {
  /**
   * The answer begins.
   *
   * @param id the provider's name of it, empty when it gave none
   * @param model the provider's name of the model
   * @param created seconds since 1970, 0 when the provider does not say
   * @param usage what is known so far, null for nothing
   */
  record Start(String id, String model, long created, @Nullable Usage usage)
      implements StreamEvent {}

  /** More text of a choice. */
  record TextDelta(int choice, String text) implements StreamEvent {}

  /** More of what a choice thinks. */
  record ReasoningDelta(int choice, String text) implements StreamEvent {}

  /** By what its provider knows the thought again that a choice has just had. */
  record Signature(int choice, String signature) implements StreamEvent {}

  /** A whole thought of a choice that its provider alone can read. */
  record SealedReasoning(int choice, String data) implements StreamEvent {}

  /** More of why a choice does not answer. */
  record RefusalDelta(int choice, String text) implements StreamEvent {}

  /**
   * A choice begins to ask for a call.
   *
   * @param call the call's place among those of the choice, from 0, without gaps
   * @param signature as that of {@link Part.ToolCall}
   */
  record CallBegin(int choice, int call, String id, String name, @Nullable String signature)
      implements StreamEvent {
    /** A call without a signature. */
    public CallBegin(int choice, int call, String id, String name) {
      this(choice, call, id, name, null);
    }
  }

  /** More of the JSON text of a call's arguments. */
  record CallDelta(int choice, int call, String arguments) implements StreamEvent {}

  /** What the text of a choice that stands before it rests on. */
  record Cited(int choice, Citation citation) implements StreamEvent {}

  /** A whole image that a choice made. */
  record Pictured(int choice, Part.Image image) implements StreamEvent {}

  /** A whole piece of speech that a choice made. */
  record Voiced(int choice, Part.Audio audio) implements StreamEvent {}

  /** Probabilities of the text that stands before it, OpenAI's object. */
  record Logprobs(int choice, Json logprobs) implements StreamEvent {}

  /** The text, thought or call that a choice was at is complete. */
  record BlockEnd(int choice) implements StreamEvent {}

  /**
   * A choice has ended.
   *
   * @param stopSequence the one it came upon, null when it did not or is not known
   */
  record Finished(int choice, Finish finish, @Nullable String stopSequence)
      implements StreamEvent {}

  /** All that was used so far; takes the place of what was told before. */
  record Counted(Usage usage) implements StreamEvent {}

  /** Nothing, said to show that somebody is there. */
  record Ping() implements StreamEvent {}

  /** The answer is complete. */
  record Done() implements StreamEvent {}

  /** The answer breaks off. */
  record Broken(Failure failure) implements StreamEvent {}
}
