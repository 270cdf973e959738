package dev.sluice.wire.openai.responses.codec;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the items of a response's output. */
final class ResponsesOutputReader {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey CALL_ID = JsonKey.of("call_id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey SUMMARY = JsonKey.of("summary");
  private static final JsonKey ENCRYPTED = JsonKey.of("encrypted_content");
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey REFUSAL = JsonKey.of("refusal");
  private static final JsonKey ANNOTATIONS = JsonKey.of("annotations");
  private static final JsonKey LOGPROBS = JsonKey.of("logprobs");
  private static final String FIELD = "output";

  private final FieldReader in;
  private final List<Part> parts = new ArrayList<>();
  private final List<Part> content = new ArrayList<>();
  private final List<Part> summary = new ArrayList<>();
  private final List<Json> logprobs = new ArrayList<>();
  private @Nullable String type;
  private @Nullable String id;
  private @Nullable String callId;
  private @Nullable String name;
  private @Nullable String arguments;
  private @Nullable String encrypted;

  ResponsesOutputReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the array that the reader is on; false when it is none. */
  boolean read() {
    if (!in.isArray() || !in.array(FIELD)) {
      in.skip();
      return false;
    }
    while (in.nextObject(FIELD)) {
      item();
    }
    return true;
  }

  /** What was said. */
  List<Part> parts() {
    return parts;
  }

  /** Probabilities in canonical form, null when none were told. */
  @Nullable Json probabilities() {
    return logprobs.isEmpty()
        ? null
        : ResponsesLogprobs.canonical(new Json(ResponsesLogprobs.joined(logprobs)));
  }

  private void item() {
    content.clear();
    summary.clear();
    type = null;
    id = null;
    callId = null;
    name = null;
    arguments = null;
    encrypted = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("output.type");
      } else if (in.on(CONTENT)) {
        contents(content);
      } else if (in.on(SUMMARY)) {
        contents(summary);
      } else if (!word()) {
        in.skip();
      }
    }
    add();
  }

  private boolean word() {
    if (!in.isText()) {
      return false;
    }
    if (in.on(ID)) {
      id = in.text(FIELD);
    } else if (in.on(CALL_ID)) {
      callId = in.text(FIELD);
    } else if (in.on(NAME)) {
      name = in.text(FIELD);
    } else if (in.on(ARGUMENTS)) {
      arguments = in.text(FIELD);
    } else if (in.on(ENCRYPTED)) {
      encrypted = in.text(FIELD);
    } else {
      return false;
    }
    return true;
  }

  private void add() {
    switch (type) {
      case "message" -> parts.addAll(content);
      case "function_call" -> {
        String call = callId == null ? id : callId;
        String with = arguments == null || arguments.isEmpty() ? "{}" : arguments;
        parts.add(
            new Part.ToolCall(
                in.given(call, "output.call_id"), in.given(name, "output.name"), with, null));
      }
      case "reasoning" -> {
        String text = text(summary.isEmpty() ? content : summary);
        String signature = Seals.signature(id, encrypted);
        if (!text.isEmpty() || signature != null) {
          parts.add(new Part.Reasoning(text, signature));
        }
      }
      case null, default -> {
        // What the provider did by itself is no part of the answer.
      }
    }
  }

  private static String text(List<Part> said) {
    StringBuilder all = new StringBuilder();
    for (Part part : said) {
      if (part instanceof Part.Text one) {
        all.append(all.isEmpty() ? "" : "\n\n").append(one.text());
      }
    }
    return all.toString();
  }

  private void contents(List<Part> to) {
    if (!in.isArray() || !in.array(FIELD)) {
      in.skip();
      return;
    }
    while (in.nextObject("output.content")) {
      content(to);
    }
  }

  private void content(List<Part> to) {
    String text = null;
    String refusal = null;
    List<Citation> citations = List.of();
    while (in.member()) {
      if (in.on(TEXT) && in.isText()) {
        text = in.text("output.content.text");
      } else if (in.on(REFUSAL) && in.isText()) {
        refusal = in.text("output.content.refusal");
      } else if (in.on(ANNOTATIONS)) {
        citations = ResponsesCitations.read(in);
      } else if (in.on(LOGPROBS) && in.isArray()) {
        Json told = in.json();
        if (ResponsesLogprobs.canonical(told) != null && told != null) {
          logprobs.add(told);
        }
      } else {
        in.skip();
      }
    }
    if (text != null && !text.isEmpty()) {
      to.add(new Part.Text(text, citations, null));
    }
    if (refusal != null && !refusal.isEmpty()) {
      to.add(new Part.Refusal(refusal));
    }
  }
}
