package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Feature;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonSkim;
import dev.sluice.wire.json.MalformedJson;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over a request to generate content, to count tokens or to embed: takes what is decided
 * on and validates the rest. The model and whether it streams stand in the path.
 */
public final class GeminiEnvelope {
  private static final GeminiKey CONTENTS = GeminiKey.of("contents");
  private static final GeminiKey CONTENT = GeminiKey.of("content");
  private static final GeminiKey REQUESTS = GeminiKey.of("requests");
  private static final GeminiKey WHOLE = GeminiKey.of("generateContentRequest");
  private static final GeminiKey SYSTEM = GeminiKey.of("systemInstruction");
  private static final GeminiKey TOOLS = GeminiKey.of("tools");
  private static final GeminiKey CONFIG = GeminiKey.of("generationConfig");
  private static final GeminiKey MOST = GeminiKey.of("maxOutputTokens");
  private static final GeminiKey COUNT = GeminiKey.of("candidateCount");
  private static final GeminiKey SCHEMA = GeminiKey.of("responseSchema");
  private static final GeminiKey JSON_SCHEMA = GeminiKey.of("responseJsonSchema");
  private static final GeminiKey THINKING = GeminiKey.of("thinkingConfig");

  private final JsonCursor cursor = new JsonCursor();
  private final GeminiProfile profile = new GeminiProfile(cursor);
  private boolean spoken;
  private boolean tools;
  private long most = -1;
  private long choices = 1;

  private GeminiEnvelope(Bytes bytes) {
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
  }

  /**
   * What is decided on of a request. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when the body is not JSON or a field decided on is missing or of the wrong
   * kind.
   *
   * @param model name of the model, from the path
   * @param stream whether a stream is asked for, from the path
   */
  public static ChatEnvelope scan(Buffer body, String model, boolean stream) {
    Bytes bytes = Bytes.of(body);
    try {
      return new GeminiEnvelope(bytes).read(model, stream);
    } catch (MalformedJson e) {
      String place = "look at byte " + (e.at() - bytes.from());
      throw bad(
          null,
          "The body is not valid JSON, or has more than "
              + JsonSkim.MAX_DEPTH
              + " levels: "
              + place
              + ".");
    }
  }

  private ChatEnvelope read(String model, boolean stream) {
    if (cursor.peek() != '{') {
      cursor.skip();
      cursor.end();
      throw bad(null, "The body must be a JSON object.");
    }
    body();
    cursor.end();
    if (!spoken) {
      throw bad("contents", "The field `contents` must be given.");
    }
    return new ChatEnvelope(
        model, 0, 0, stream, true, -1, -1, most, (int) choices, tools, null, profile.profile());
  }

  private void body() {
    cursor.enter();
    while (cursor.member()) {
      if (CONTENTS.on(cursor) || CONTENT.on(cursor)) {
        spoken |= profile.contents();
      } else if (SYSTEM.on(cursor)) {
        profile.system();
      } else if (TOOLS.on(cursor)) {
        tools |= profile.tools();
      } else if (CONFIG.on(cursor) && cursor.peek() == '{') {
        config();
      } else if (WHOLE.on(cursor) && cursor.peek() == '{') {
        body();
      } else if (REQUESTS.on(cursor) && cursor.peek() == '[') {
        requests();
      } else {
        cursor.skip();
      }
    }
  }

  private void requests() {
    cursor.enter();
    while (cursor.item()) {
      if (cursor.peek() == '{') {
        body();
      } else {
        cursor.skip();
      }
    }
  }

  private void config() {
    cursor.enter();
    while (cursor.member()) {
      if (MOST.on(cursor)) {
        most = integer("generationConfig.maxOutputTokens", -1, Long.MAX_VALUE);
      } else if (COUNT.on(cursor)) {
        choices = integer("generationConfig.candidateCount", 1, ChatEnvelope.MAX_CHOICES);
      } else if (SCHEMA.on(cursor) || JSON_SCHEMA.on(cursor)) {
        profile.needs(cursor.peek() == '{', Feature.JSON_SCHEMA);
        cursor.skip();
      } else if (THINKING.on(cursor)) {
        profile.needs(cursor.peek() == '{', Feature.REASONING);
        cursor.skip();
      } else {
        cursor.skip();
      }
    }
  }

  private long integer(String field, long otherwise, long greatest) {
    if (cursor.skipNull()) {
      return otherwise;
    }
    long value = cursor.integer();
    if (value == JsonSkim.NOT_INTEGER || value < 1 || value > greatest) {
      throw bad(field, "The field `" + field + "` must be an integer of at least 1.");
    }
    return value;
  }

  private static FailureException bad(@Nullable String field, String message) {
    return new FailureException(new Failure.BadRequest(message, field, null));
  }
}
