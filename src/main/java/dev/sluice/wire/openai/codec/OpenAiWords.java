package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Effort;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.ResponseFormat;
import dev.sluice.wire.canonical.ServiceTier;
import dev.sluice.wire.canonical.ToolChoice;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Words that OpenAI's APIs have in common, and what they mean. */
public final class OpenAiWords {
  private OpenAiWords() {}

  /** The tier of a word, null for none that is known. */
  public static @Nullable ServiceTier tier(@Nullable String word) {
    return switch (word) {
      case "auto" -> ServiceTier.AUTO;
      case "default", "standard" -> ServiceTier.STANDARD;
      case "flex" -> ServiceTier.FLEX;
      case "scale" -> ServiceTier.SCALE;
      case "priority" -> ServiceTier.PRIORITY;
      case "batch" -> ServiceTier.BATCH;
      case null, default -> null;
    };
  }

  /** The word of a tier. */
  public static String tier(ServiceTier tier) {
    return switch (tier) {
      case AUTO -> "auto";
      case STANDARD -> "default";
      case FLEX, BATCH -> "flex";
      case SCALE -> "scale";
      case PRIORITY -> "priority";
    };
  }

  /** Reads an effort, null for null. */
  public static @Nullable Effort effort(FieldReader in, String field) {
    String word = in.text(field);
    Effort effort = word == null ? null : Effort.named(word);
    if (word != null && effort == null) {
      throw in.wrong(field, "must be none, minimal, low, medium, high, xhigh or max");
    }
    return effort;
  }

  /** The word of an effort; there is none for more than extra high. */
  public static String effort(Effort effort) {
    return (effort == Effort.MAX ? Effort.XHIGH : effort).id();
  }

  /** Reads whether a tool is called, where that is a word. */
  public static ToolChoice choice(FieldReader in, String field) {
    return switch (in.text(field)) {
      case "auto" -> new ToolChoice.Auto();
      case "none" -> new ToolChoice.None();
      case "required" -> new ToolChoice.Required();
      case null, default ->
          throw in.wrong("tool_choice", "must be none, auto, required or an object");
    };
  }

  /**
   * The format of an answer by its type.
   *
   * @param field name of the format's object, for failures
   * @param schema asked for where the type is that of a schema
   */
  public static ResponseFormat format(
      FieldReader in, String field, @Nullable String type, Supplier<ResponseFormat.Schema> schema) {
    return switch (type) {
      case "text" -> new ResponseFormat.Free();
      case "json_object" -> new ResponseFormat.AnyObject();
      case "json_schema" -> schema.get();
      case null, default ->
          throw in.wrong(field + ".type", "must be text, json_object or json_schema");
    };
  }
}
