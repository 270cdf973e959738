package dev.sluice.wire.openai;

import dev.sluice.model.Endpoint;
import dev.sluice.wire.json.JsonKey;

/** The field of a request that its answer is about, and without which there is nothing to do. */
enum Subject {
  MESSAGES("messages", "a list with at least one message", true),
  PROMPT("prompt", "the text to go on with", true),
  TEXTS("input", "a text, or a list of them", false),
  INPUT("input", "a text, or a list of them", false),
  PICTURE("prompt", "a description of the picture", true),
  ORIGINAL("image", "the picture", false),
  RECORDING("file", "the recording", true),
  ITEMS("input", "a text, or a list of items", true),
  QUERY("query", "the text that documents are compared with", false);

  @SuppressWarnings("ImmutableEnumChecker") // A key never changes.
  private final JsonKey field;

  private final String wanted;
  private final boolean streams;

  Subject(String field, String wanted, boolean streams) {
    this.field = JsonKey.of(field);
    this.wanted = wanted;
    this.streams = streams;
  }

  static Subject of(Endpoint endpoint) {
    return switch (endpoint) {
      case CHAT -> MESSAGES;
      case COMPLETIONS -> PROMPT;
      case EMBEDDINGS -> TEXTS;
      case MODERATIONS, SPEECH -> INPUT;
      case IMAGES, IMAGE_EDITS -> PICTURE;
      case IMAGE_VARIATIONS -> ORIGINAL;
      case TRANSCRIPTIONS, TRANSLATIONS -> RECORDING;
      case RERANK -> QUERY;
      case FILES, UPLOADS, BATCHES, FINE_TUNING, PASSTHROUGH, REALTIME ->
          throw new IllegalArgumentException(endpoint + " names no model in its body");
    };
  }

  JsonKey field() {
    return field;
  }

  /** What is to be given where the field is missing. */
  String wanted() {
    return wanted;
  }

  /** Whether an answer can be streamed. */
  boolean streams() {
    return streams;
  }
}
