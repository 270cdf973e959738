package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.JsonKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tool calls of a whole message. */
final class ChatCallReader {
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final JsonKey EXTRA = JsonKey.of("extra_content");
  private static final JsonKey GOOGLE = JsonKey.of("google");
  private static final JsonKey SIGNATURE = JsonKey.of("thought_signature");
  private static final String FIELD = "tool_calls";

  private final FieldReader in;
  private final List<Part> calls;
  private @Nullable String id;
  private @Nullable String name;
  private @Nullable String arguments;
  private @Nullable String signature;

  ChatCallReader(FieldReader in, List<Part> calls) {
    this.in = in;
    this.calls = calls;
  }

  /** Reads the array that the reader is on. */
  void read() {
    if (in.array(FIELD)) {
      while (in.nextObject(FIELD)) {
        call();
      }
    }
  }

  private void call() {
    id = null;
    name = null;
    arguments = null;
    signature = null;
    String type = null;
    while (in.member()) {
      if (in.on(ID)) {
        id = in.text("tool_calls.id");
      } else if (in.on(TYPE)) {
        type = in.text("tool_calls.type");
      } else if (in.on(FUNCTION)) {
        function();
      } else if (in.on(EXTRA) && in.isObject()) {
        extra();
      } else {
        in.skip();
      }
    }
    if (type != null && !type.equals("function")) {
      throw Dropped.refusal("tool_calls.type", "it knows function tools only");
    }
    calls.add(
        new Part.ToolCall(
            in.given(id, "tool_calls.id"),
            in.given(name, "tool_calls.function.name"),
            arguments == null || arguments.isBlank() ? "{}" : arguments,
            null,
            signature));
  }

  private void extra() {
    if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(GOOGLE) && in.isObject()) {
          google();
        } else {
          in.skip();
        }
      }
    }
  }

  private void google() {
    if (in.object(FIELD)) {
      while (in.member()) {
        if (in.on(SIGNATURE) && in.isText()) {
          signature = in.text("tool_calls.extra_content.google.thought_signature");
        } else {
          in.skip();
        }
      }
    }
  }

  private void function() {
    if (in.object("tool_calls.function")) {
      while (in.member()) {
        if (in.on(NAME)) {
          name = in.text("tool_calls.function.name");
        } else if (in.on(ARGUMENTS)) {
          arguments = arguments();
        } else {
          in.skip();
        }
      }
    }
  }

  /** Some servers send the object itself instead of its text. */
  private @Nullable String arguments() {
    if (in.isObject()) {
      return in.given(in.json(), "tool_calls.function.arguments").text();
    }
    return in.text("tool_calls.function.arguments");
  }
}
