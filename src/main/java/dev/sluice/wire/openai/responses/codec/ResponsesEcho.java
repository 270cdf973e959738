package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonOut;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What a response repeats of its request, or says where the request does not. Keeps the request's
 * bytes and looks at them again only when a response is written. Nothing is ever stored.
 */
final class ResponsesEcho {
  private static final JsonKey[] KEYS = {
    JsonKey.of("instructions"),
    JsonKey.of("max_output_tokens"),
    JsonKey.of("max_tool_calls"),
    JsonKey.of("metadata"),
    JsonKey.of("parallel_tool_calls"),
    JsonKey.of("prompt_cache_key"),
    JsonKey.of("reasoning"),
    JsonKey.of("safety_identifier"),
    JsonKey.of("temperature"),
    JsonKey.of("text"),
    JsonKey.of("tool_choice"),
    JsonKey.of("tools"),
    JsonKey.of("top_logprobs"),
    JsonKey.of("top_p"),
    JsonKey.of("truncation"),
    JsonKey.of("user"),
  };

  private static final String[] OTHERWISE = {
    "null",
    "null",
    "null",
    "{}",
    "true",
    "null",
    "{\"effort\":null,\"summary\":null}",
    "null",
    "1",
    "{\"format\":{\"type\":\"text\"}}",
    "\"auto\"",
    "[]",
    "0",
    "1",
    "\"disabled\"",
    "null",
  };

  private final byte[] in;
  private final int[] from = new int[KEYS.length];
  private final int[] to = new int[KEYS.length];
  private byte @Nullable [] written;

  ResponsesEcho(byte[] in) {
    this.in = in;
    Arrays.fill(from, -1);
  }

  /** Which of the fields the reader is on, -1 for none that is repeated. */
  static int field(FieldReader reader) {
    for (int i = 0; i < KEYS.length; i++) {
      if (reader.on(KEYS[i])) {
        return i;
      }
    }
    return -1;
  }

  /** Takes note of a field's value. */
  void keep(int field, int valueFrom, int valueTo) {
    if (field >= 0) {
      from[field] = valueFrom;
      to[field] = valueTo;
    }
  }

  /** Writes the members, which others come before. */
  void write(JsonOut out) {
    byte[] made = written;
    if (made == null) {
      made = members();
      written = made;
    }
    out.raw(made);
  }

  private byte[] members() {
    FieldReader reader = new FieldReader(FieldReader.Author.CLIENT);
    JsonOut out = new JsonOut();
    out.raw(new byte[] {','}).member("background", false).none("previous_response_id");
    out.member("store", false);
    for (int i = 0; i < KEYS.length; i++) {
      out.key(KEYS[i].toString());
      Json value = null;
      if (from[i] >= 0) {
        reader.reset(in, from[i], to[i]);
        value = reader.json();
      }
      if (value == null) {
        out.json(OTHERWISE[i]);
      } else {
        out.json(value);
      }
    }
    return out.toBytes();
  }
}
