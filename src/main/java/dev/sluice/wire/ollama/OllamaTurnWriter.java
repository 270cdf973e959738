package dev.sluice.wire.ollama;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.MalformedJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Writes messages as the dialect has them: one text and its images each, and a message of its own
 * for each result of a tool, known by the tool's name and its place among those of its turn.
 */
final class OllamaTurnWriter {
  private static final String CONTENT = "messages.content";
  private static final Part.Text UNANSWERED = new Part.Text("The tool gave no result.");

  private final JsonOut out;
  private final Dropped dropped;
  private final List<Part.ToolCall> open = new ArrayList<>();

  OllamaTurnWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  void write(List<Message> messages) {
    if (messages.isEmpty()) {
      throw bad("must not be empty");
    }
    out.key("messages").array();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> said("system", message.parts());
        case USER -> user(message.parts());
        case ASSISTANT -> {
          user(List.of());
          said("assistant", message.parts());
        }
      }
    }
    user(List.of());
    out.endArray();
  }

  /** Writes what the user says, behind the results of all calls in their order. */
  private void user(List<Part> parts) {
    List<Part> said = new ArrayList<>(parts);
    List<Part> rest = new ArrayList<>();
    for (Part.ToolCall call : open) {
      rest.addAll(result(call.name(), taken(said, call.id())));
    }
    open.clear();
    for (Part part : said) {
      if (part instanceof Part.ToolResult orphan) {
        throw bad("holds a result of a call that was not made: " + orphan.callId());
      }
    }
    rest.addAll(said);
    if (!rest.isEmpty()) {
      said("user", rest);
    }
  }

  private static Part.ToolResult taken(List<Part> said, String id) {
    for (Part part : said) {
      if (part instanceof Part.ToolResult result && result.callId().equals(id)) {
        said.remove(part);
        return result;
      }
    }
    return new Part.ToolResult(id, List.of(UNANSWERED), true, null);
  }

  /** Writes a result and returns its images, which only a user can show. */
  private List<Part> result(String name, Part.ToolResult result) {
    List<Part> told = new ArrayList<>();
    List<Part> shown = new ArrayList<>();
    for (Part part : result.parts()) {
      (part instanceof Part.Image ? shown : told).add(part);
    }
    String text = text(told);
    out.object().member("role", "tool").member("tool_name", name);
    out.member("content", result.failed() ? "Error: " + text : text).endObject();
    return shown;
  }

  private void said(String role, List<Part> parts) {
    out.object().member("role", role).member("content", text(parts));
    thoughts(parts);
    images(parts);
    calls(parts);
    out.endObject();
  }

  /** All texts, a blank line between two of them. */
  private String text(List<Part> parts) {
    StringBuilder whole = new StringBuilder();
    for (Part part : parts) {
      String text =
          switch (part) {
            case Part.Text said -> said.text();
            case Part.Refusal refusal -> refusal.text();
            case Part.Document document -> document(document);
            case Part.Audio _ -> throw Dropped.refusal(CONTENT, "it does not take audio");
            default -> "";
          };
      if (part.cache() != null) {
        dropped.drop("cache_control", "no counterpart");
      }
      if (!text.isEmpty()) {
        whole.append(whole.isEmpty() ? "" : "\n\n").append(text);
      }
    }
    return whole.toString();
  }

  private static String document(Part.Document document) {
    String text =
        switch (document.source()) {
          case Source.Plain plain -> plain.text();
          case Source.Inline inline when inline.mediaType().startsWith("text/") -> decoded(inline);
          default -> throw Dropped.refusal(CONTENT, "documents have to be text");
        };
    return document.title() == null ? text : document.title() + ":\n" + text;
  }

  private static String decoded(Source.Inline inline) {
    try {
      byte[] text = Base64.getDecoder().decode(inline.data().toString());
      return new String(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw bad("holds a document that is not base64");
    }
  }

  private void thoughts(List<Part> parts) {
    StringBuilder thoughts = new StringBuilder();
    for (Part part : parts) {
      if (part instanceof Part.Reasoning thought) {
        thoughts.append(thought.text());
      } else if (part instanceof Part.SealedReasoning) {
        dropped.drop("messages.thinking_blocks", "another provider alone can read them");
      }
    }
    if (!thoughts.isEmpty()) {
      out.member("thinking", thoughts.toString());
    }
  }

  private void images(List<Part> parts) {
    boolean any = false;
    for (Part part : parts) {
      if (part instanceof Part.Image image) {
        if (!any) {
          out.key("images").array();
          any = true;
        }
        image(image);
      }
    }
    if (any) {
      out.endArray();
    }
  }

  private void image(Part.Image image) {
    if (image.detail() != null) {
      dropped.drop("image_url.detail", "no counterpart");
    }
    switch (image.source()) {
      case Source.Inline inline -> {
        out.quote();
        inline.data().write(out);
        out.endText();
      }
      case Source.Url _ ->
          throw Dropped.refusal(
              CONTENT, "it takes bytes, and addresses are not fetched without media.enabled");
      case Source.Kept kept ->
          throw Dropped.refusal(CONTENT, "file " + kept.id() + " is kept by another provider");
      case Source.Plain _ -> throw Dropped.refusal(CONTENT, "an image is no text");
    }
  }

  private void calls(List<Part> parts) {
    boolean any = false;
    for (Part part : parts) {
      if (part instanceof Part.ToolCall call) {
        if (!any) {
          out.key("tool_calls").array();
          any = true;
        }
        open.add(call);
        out.object().key("function").object().member("name", call.name());
        out.key("arguments").json(arguments(call.arguments())).endObject().endObject();
      }
    }
    if (any) {
      out.endArray();
    }
  }

  private static Json arguments(String text) {
    try {
      Json json = text.isBlank() ? Json.EMPTY_OBJECT : Json.parse(text);
      if (json.object()) {
        return json;
      }
    } catch (MalformedJson e) {
      // Told below, as an array or a number is.
    }
    throw bad("holds a tool call whose arguments are not a JSON object");
  }

  private static FailureException bad(String rule) {
    return new FailureException(
        new Failure.BadRequest("The field `messages` " + rule + ".", "messages", null));
  }
}
