package dev.sluice.wire.bedrock;

import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the blocks of an answer. What nobody else knows is passed over. */
final class ConverseBlockReader {
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey TOOL = JsonKey.of("toolUse");
  private static final JsonKey TOOL_ID = JsonKey.of("toolUseId");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey INPUT = JsonKey.of("input");
  private static final JsonKey REASONING = JsonKey.of("reasoningContent");
  private static final JsonKey REASONING_TEXT = JsonKey.of("reasoningText");
  private static final JsonKey SIGNATURE = JsonKey.of("signature");
  private static final JsonKey REDACTED = JsonKey.of("redactedContent");
  private static final JsonKey CITED = JsonKey.of("citationsContent");
  private static final JsonKey CONTENT = JsonKey.of("content");
  private static final JsonKey CITATIONS = JsonKey.of("citations");

  private final FieldReader in;

  ConverseBlockReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the array that the reader is on. */
  void read(List<Part> parts) {
    if (in.array("output.message.content")) {
      while (in.item()) {
        if (in.object("output.message.content")) {
          while (in.member()) {
            block(parts);
          }
        }
      }
    }
  }

  private void block(List<Part> parts) {
    if (in.on(TEXT)) {
      String text = in.text("text");
      if (text != null) {
        parts.add(new Part.Text(text));
      }
    } else if (in.on(TOOL)) {
      call(parts);
    } else if (in.on(REASONING)) {
      reasoning(parts);
    } else if (in.on(CITED)) {
      cited(parts);
    } else {
      in.skip();
    }
  }

  private void call(List<Part> parts) {
    if (!in.object("toolUse")) {
      return;
    }
    String id = null;
    String name = null;
    Json input = null;
    while (in.member()) {
      if (in.on(TOOL_ID)) {
        id = in.text("toolUse.toolUseId");
      } else if (in.on(NAME)) {
        name = in.text("toolUse.name");
      } else if (in.on(INPUT)) {
        input = in.json();
      } else {
        in.skip();
      }
    }
    parts.add(
        new Part.ToolCall(
            in.given(id, "toolUse.toolUseId"),
            in.given(name, "toolUse.name"),
            input == null || !input.object() ? "{}" : input.text(),
            null));
  }

  private void reasoning(List<Part> parts) {
    if (!in.object("reasoningContent")) {
      return;
    }
    while (in.member()) {
      if (in.on(REASONING_TEXT)) {
        thought(parts);
      } else if (in.on(REDACTED)) {
        String data = in.text("reasoningContent.redactedContent");
        if (data != null) {
          parts.add(new Part.SealedReasoning(data));
        }
      } else {
        in.skip();
      }
    }
  }

  private void thought(List<Part> parts) {
    if (!in.object("reasoningText")) {
      return;
    }
    String text = "";
    String signature = null;
    while (in.member()) {
      if (in.on(TEXT)) {
        String said = in.text("reasoningText.text");
        text = said == null ? "" : said;
      } else if (in.on(SIGNATURE)) {
        signature = in.text("reasoningText.signature");
      } else {
        in.skip();
      }
    }
    parts.add(new Part.Reasoning(text, signature));
  }

  private void cited(List<Part> parts) {
    if (!in.object("citationsContent")) {
      return;
    }
    String text = "";
    List<Citation> citations = new ArrayList<>();
    while (in.member()) {
      if (in.on(CONTENT)) {
        text = texts(in);
      } else if (in.on(CITATIONS) && in.array("citations")) {
        while (in.item()) {
          citations.add(ConverseCitation.read(in));
        }
      } else {
        in.skip();
      }
    }
    parts.add(new Part.Text(text, citations, null));
  }

  /** The texts of an array of blocks, joined; anything else is none. */
  static String texts(FieldReader in) {
    StringBuilder texts = new StringBuilder();
    if (in.array("content")) {
      while (in.item()) {
        if (in.object("content")) {
          while (in.member()) {
            @Nullable String text = in.on(TEXT) ? in.text("content.text") : skipped(in);
            texts.append(text == null ? "" : text);
          }
        }
      }
    }
    return texts.toString();
  }

  private static @Nullable String skipped(FieldReader in) {
    in.skip();
    return null;
  }
}
