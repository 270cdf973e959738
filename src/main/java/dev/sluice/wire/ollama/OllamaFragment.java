package dev.sluice.wire.ollama;

import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.Fingerprint;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an answer, or one line of a streamed one, says. Reused from line to line. */
final class OllamaFragment {
  private static final JsonKey MODEL = JsonKey.of("model");
  private static final JsonKey CREATED = JsonKey.of("created_at");
  private static final JsonKey MESSAGE = JsonKey.of("message");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey THINKING = JsonKey.of("thinking");
  private static final JsonKey CALLS = JsonKey.of("tool_calls");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final JsonKey DONE = JsonKey.of("done");
  private static final JsonKey REASON = JsonKey.of("done_reason");
  private static final JsonKey PROMPT = JsonKey.of("prompt_eval_count");
  private static final JsonKey EVALUATED = JsonKey.of("eval_count");
  private static final JsonKey ERROR = JsonKey.of("error");

  private final FieldReader in = new FieldReader(FieldReader.Author.PROVIDER);
  final List<Part.ToolCall> calls = new ArrayList<>();
  String model = "";
  String createdAt = "";
  String content = "";
  String thinking = "";
  boolean said;
  boolean done;
  private @Nullable String reason;
  private long prompt = -1;
  private long evaluated = -1;
  private int callNumber;

  /** Reads a document. Throws as {@link FieldReader} does, and what an error in it stands for. */
  void read(byte[] bytes, int from, int to) {
    content = "";
    thinking = "";
    said = false;
    calls.clear();
    in.open(bytes, from, to, "body");
    while (in.member()) {
      member();
    }
    in.end();
  }

  /** The reader, for failures of the document. */
  FieldReader reader() {
    return in;
  }

  private void member() {
    if (in.on(MESSAGE)) {
      message();
    } else if (in.on(MODEL)) {
      model = or(in.text("model"));
    } else if (in.on(CREATED)) {
      createdAt = or(in.text("created_at"));
    } else if (in.on(DONE)) {
      done |= Boolean.TRUE.equals(in.flag("done"));
    } else if (in.on(REASON)) {
      reason = in.text("done_reason");
    } else if (in.on(PROMPT)) {
      prompt = in.count();
    } else if (in.on(EVALUATED)) {
      evaluated = in.count();
    } else if (in.on(ERROR)) {
      String error = in.isText() ? in.text("error") : null;
      throw new FailureException(OllamaFailure.within(error));
    } else {
      in.skip();
    }
  }

  private void message() {
    if (!in.object("message")) {
      return;
    }
    said = true;
    while (in.member()) {
      if (in.on(CONTENT)) {
        content = or(in.text("message.content"));
      } else if (in.on(THINKING)) {
        thinking = or(in.text("message.thinking"));
      } else if (in.on(CALLS) && in.array("message.tool_calls")) {
        while (in.item()) {
          call();
        }
      } else {
        in.skip();
      }
    }
  }

  private void call() {
    String id = null;
    String name = null;
    Json arguments = null;
    if (in.object("message.tool_calls")) {
      while (in.member()) {
        if (in.on(ID)) {
          id = in.text("message.tool_calls.id");
        } else if (in.on(FUNCTION) && in.object("message.tool_calls.function")) {
          while (in.member()) {
            if (in.on(NAME)) {
              name = in.text("message.tool_calls.function.name");
            } else if (in.on(ARGUMENTS)) {
              arguments = in.json();
            } else {
              in.skip();
            }
          }
        } else {
          in.skip();
        }
      }
    }
    String given = in.given(name, "message.tool_calls.function.name");
    String object = arguments == null || !arguments.object() ? "{}" : arguments.text();
    calls.add(
        new Part.ToolCall(
            id == null || id.isEmpty() ? made(given, object) : id, given, object, null));
  }

  /** An id for a call without one; that it is told apart over turns is due to the answer's time. */
  private String made(String name, String arguments) {
    long print = Fingerprint.of(createdAt + '\n' + callNumber++ + '\n' + name + '\n' + arguments);
    return "call_" + Long.toHexString(print);
  }

  /** Seconds since 1970, 0 when the server does not say. */
  long created() {
    try {
      return createdAt.isEmpty() ? 0 : OffsetDateTime.parse(createdAt).toEpochSecond();
    } catch (DateTimeException e) {
      return 0;
    }
  }

  /** Why it ended. */
  Finish finish(boolean called) {
    if ("length".equals(reason)) {
      return Finish.LENGTH;
    }
    return called ? Finish.TOOL_CALLS : Finish.END;
  }

  /** What was used, null when it was not told. A prompt that was kept whole is not counted. */
  @Nullable Usage usage() {
    return evaluated < 0 && prompt < 0
        ? null
        : Usage.of(Math.max(0, prompt), Math.max(0, evaluated));
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
