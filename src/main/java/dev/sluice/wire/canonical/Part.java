package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A piece of a message. */
public sealed interface Part {
  /** Where the provider is asked to keep the prompt up to this piece, null for nowhere. */
  default @Nullable CacheHint cache() {
    return null;
  }

  /**
   * Text.
   *
   * @param text the words
   * @param citations what they rest on, in an answer
   */
  record Text(String text, List<Citation> citations, @Nullable CacheHint cache) implements Part {
    public Text {
      citations = List.copyOf(citations);
    }

    /** Words alone. */
    public Text(String text) {
      this(text, List.of(), null);
    }
  }

  /**
   * An image.
   *
   * @param detail how closely it is to be looked at, in OpenAI's words, null when nothing is said
   */
  record Image(Source source, @Nullable String detail, @Nullable CacheHint cache) implements Part {}

  /**
   * A document.
   *
   * @param title name or file name, null when it has none
   * @param context what the model should know of it, null for nothing
   * @param citations whether the answer is to cite it
   */
  record Document(
      Source source,
      @Nullable String title,
      @Nullable String context,
      boolean citations,
      @Nullable CacheHint cache)
      implements Part {}

  /** A recording, or speech that a model made. */
  record Audio(Source.Inline source) implements Part {
    /** What is told in its place by a dialect whose answers cannot carry it. */
    public String absence() {
      return "[The model answered with " + source.mediaType() + ", which this API cannot carry.]";
    }
  }

  /**
   * What the assistant asks a tool to do.
   *
   * @param id names the call; its result names the same
   * @param arguments JSON text, as a rule of an object; broken when the model broke it
   * @param signature by which Gemini knows the thought again that led to the call, in its own
   *     letters; null when it has none
   */
  record ToolCall(
      String id,
      String name,
      String arguments,
      @Nullable CacheHint cache,
      @Nullable String signature)
      implements Part {
    /** A call without a signature. */
    public ToolCall(String id, String name, String arguments, @Nullable CacheHint cache) {
      this(id, name, arguments, cache, null);
    }

    /** The arguments as the object that they have to be, null when they are none. */
    public @Nullable Json input() {
      return Json.parseObject(arguments);
    }

    /** As {@link #input}, where nothing is as good as an empty object. */
    public @Nullable Json inputOrEmpty() {
      return arguments.isBlank() ? Json.EMPTY_OBJECT : input();
    }
  }

  /**
   * What a tool answered.
   *
   * @param callId id of the call
   * @param parts text, images and documents
   * @param failed whether the tool says that it failed
   */
  record ToolResult(String callId, List<Part> parts, boolean failed, @Nullable CacheHint cache)
      implements Part {
    public ToolResult {
      parts = List.copyOf(parts);
    }
  }

  /**
   * What the assistant thought before it answered.
   *
   * @param text may be empty where the provider hides it
   * @param signature by which its provider knows it again, null when it has none
   */
  record Reasoning(String text, @Nullable String signature) implements Part {}

  /**
   * What the assistant thought, readable for its provider alone.
   *
   * @param data opaque
   */
  record SealedReasoning(String data) implements Part {}

  /** Why the assistant does not answer, in its words. */
  record Refusal(String text) implements Part {}
}
