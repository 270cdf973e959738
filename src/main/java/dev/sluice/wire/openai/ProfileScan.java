package dev.sluice.wire.openai;

import dev.sluice.model.Feature;
import dev.sluice.model.Quality;
import dev.sluice.model.Task;
import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.json.TextMeter;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Gathers what routing decides on while the envelope is read. Takes every value as it comes. */
final class ProfileScan {
  private static final JsonKey PROMPT_CACHE_KEY = JsonKey.of("prompt_cache_key");
  private static final JsonKey RESPONSE_FORMAT = JsonKey.of("response_format");
  private static final JsonKey REASONING_EFFORT = JsonKey.of("reasoning_effort");
  private static final JsonKey REASONING = JsonKey.of("reasoning");
  private static final JsonKey EFFORT = JsonKey.of("effort");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey FORMAT = JsonKey.of("format");
  private static final JsonKey INSTRUCTIONS = JsonKey.of("instructions");
  private static final JsonKey MODALITIES = JsonKey.of("modalities");
  private static final JsonKey METADATA = JsonKey.of("metadata");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey TASK = JsonKey.of("task");
  private static final JsonKey QUALITY = JsonKey.of("quality");
  private static final byte[] JSON_SCHEMA = ascii("\"json_schema\"");
  private static final byte[] AUDIO = ascii("\"audio\"");
  private static final byte[] NONE = ascii("\"none\"");
  private static final byte[] FUNCTION = ascii("\"function\"");

  private final JsonCursor cursor;
  private final TextMeter meter = new TextMeter();
  private final PromptScan prompt;
  private int features;
  private long cacheKey;
  private long user;
  private @Nullable Task task;
  private @Nullable Quality quality;
  private @Nullable String tool;

  ProfileScan(JsonCursor cursor) {
    this.cursor = cursor;
    this.prompt = new PromptScan(cursor, meter);
  }

  /** Reads the messages that the cursor is on; whether there are any. */
  boolean messages() {
    return prompt.messages();
  }

  /** Reads the text or the items that the cursor is on; whether there are any. */
  boolean items() {
    return prompt.items();
  }

  /** Reads a value that is no chat; whether there is any. */
  boolean subject() {
    cursor.skip(meter);
    return true;
  }

  /** Reads the array of tools that the cursor is on; whether there are any. */
  boolean tools() {
    int from = cursor.at();
    cursor.skip(meter);
    boolean any = cursor.items(from);
    needs(any, Feature.TOOLS);
    return any;
  }

  /** As above, where each tool says at its top what it is. */
  boolean typedTools() {
    int from = cursor.at();
    int counted = 0;
    boolean any = false;
    cursor.enter();
    while (cursor.item()) {
      any = true;
      counted += typedTool();
    }
    // Keys and brackets are part of what the tools cost.
    meter.bytes(cursor.at() - from - counted);
    needs(any, Feature.TOOLS);
    return any;
  }

  /** Reads a tool and returns how many of its bytes were measured. */
  private int typedTool() {
    if (cursor.peek() != '{') {
      return measured();
    }
    int counted = 0;
    cursor.enter();
    while (cursor.member()) {
      int from = cursor.at();
      boolean text = cursor.peek() == '"';
      counted += measured();
      if (text && cursor.on(TYPE) && !cursor.left(from, FUNCTION)) {
        needs(true, Feature.RESPONSES_TOOLS);
        tool = tool == null ? text(from) : tool;
      }
    }
    return counted;
  }

  private int measured() {
    int from = cursor.at();
    cursor.skip(meter);
    return cursor.at() - from;
  }

  /** The text that the cursor has just left. */
  private String text(int from) {
    return JsonText.decode(cursor.bytes(), from + 1, cursor.at() - 1);
  }

  /** Notes the value of {@code user}, which the cursor has just left. */
  void user(int from) {
    user = Fingerprint.of(cursor.bytes(), from, cursor.at());
  }

  /** Reads a field that is no other's: takes from it what helps and leaves it behind. */
  void field() {
    if (cursor.on(RESPONSE_FORMAT)) {
      responseFormat();
    } else if (cursor.on(REASONING_EFFORT)) {
      effort();
    } else if (cursor.on(REASONING) || cursor.on(TEXT)) {
      within();
    } else if (cursor.on(INSTRUCTIONS)) {
      cursor.skip(meter);
    } else if (cursor.on(PROMPT_CACHE_KEY)) {
      cacheKey();
    } else if (cursor.on(MODALITIES)) {
      modalities();
    } else if (cursor.on(METADATA)) {
      metadata();
    } else {
      cursor.skip();
    }
  }

  private void needs(boolean needed, Feature feature) {
    features |= needed ? Features.bit(feature) : 0;
  }

  private void effort() {
    int from = cursor.at();
    boolean said = cursor.peek() == '"';
    cursor.skip();
    needs(said && !cursor.left(from, NONE), Feature.REASONING);
  }

  /** What the Responses dialect keeps in objects: the effort and the answer's format. */
  private void within() {
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if (cursor.on(EFFORT)) {
        effort();
      } else if (cursor.on(FORMAT)) {
        responseFormat();
      } else {
        cursor.skip();
      }
    }
  }

  private void responseFormat() {
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      int from = cursor.at();
      cursor.skip();
      needs(cursor.on(TYPE) && cursor.left(from, JSON_SCHEMA), Feature.JSON_SCHEMA);
    }
  }

  private void cacheKey() {
    int from = cursor.at();
    boolean text = cursor.peek() == '"';
    cursor.skip();
    int to = cursor.at();
    if (text && to - from > 2) {
      cacheKey = Fingerprint.of(cursor.bytes(), from + 1, to - 1);
    }
  }

  private void modalities() {
    if (!cursor.enter('[')) {
      return;
    }
    while (cursor.item()) {
      int from = cursor.at();
      cursor.skip();
      needs(cursor.left(from, AUDIO), Feature.AUDIO);
    }
  }

  private void metadata() {
    if (!cursor.enter('{')) {
      return;
    }
    while (cursor.member()) {
      if (cursor.peek() == '"' && cursor.on(TASK)) {
        task = task(cursor.string());
      } else if (cursor.peek() == '"' && cursor.on(QUALITY)) {
        quality = quality(cursor.string());
      } else {
        cursor.skip();
      }
    }
  }

  private static @Nullable Task task(String id) {
    for (Task one : Task.values()) {
      if (one.id().equals(id)) {
        return one;
      }
    }
    return null;
  }

  private static @Nullable Quality quality(String id) {
    for (Quality one : Quality.values()) {
      if (one.id().equals(id)) {
        return one;
      }
    }
    return null;
  }

  ChatProfile profile() {
    return new ChatProfile(
        meter.tokens(),
        Features.of(features | prompt.features()),
        cacheKey,
        opening(),
        task,
        quality,
        tool);
  }

  private long opening() {
    long said = prompt.opening();
    if (said == 0 || user == 0) {
      return said;
    }
    Fingerprint both = new Fingerprint();
    both.add(said);
    both.add(user);
    return both.value();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
