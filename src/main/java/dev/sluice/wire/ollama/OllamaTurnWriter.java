package dev.sluice.wire.ollama;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.OpenCalls;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.Turns;
import dev.sluice.wire.json.JsonOut;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes messages as the dialect has them: one text and its images each, and a message of its own
 * for each result of a tool, known by the tool's name and its place among those of its turn.
 */
final class OllamaTurnWriter {
  private static final String CONTENT = "messages.content";

  private final JsonOut out;
  private final Dropped dropped;
  private final OpenCalls open = new OpenCalls();

  OllamaTurnWriter(JsonOut out, Dropped dropped) {
    this.out = out;
    this.dropped = dropped;
  }

  void write(List<Message> messages) {
    if (messages.isEmpty()) {
      throw Turns.wrong("must not be empty");
    }
    out.key("messages").array();
    for (Message message : messages) {
      switch (message.role()) {
        case SYSTEM, DEVELOPER -> said("system", message.parts());
        case USER -> user(message.parts());
        case ASSISTANT -> {
          user(List.of());
          said("assistant", message.parts());
          open.open(OpenCalls.of(message));
        }
      }
    }
    user(List.of());
    out.endArray();
  }

  /** Writes what the user says, behind the results of all calls in their order. */
  private void user(List<Part> parts) {
    OpenCalls.Answered answered = open.answered(parts);
    List<Part> rest = new ArrayList<>();
    for (OpenCalls.Result result : answered.results()) {
      rest.addAll(result(result.tool(), result.part()));
    }
    rest.addAll(answered.rest());
    if (!rest.isEmpty()) {
      said("user", rest);
    }
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
          case Source.Inline inline when inline.mediaType().startsWith("text/") -> inline.text();
          default -> throw Dropped.refusal(CONTENT, "documents have to be text");
        };
    return document.title() == null ? text : document.title() + ":\n" + text;
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
        out.object().key("function").object().member("name", call.name());
        out.key("arguments").json(Turns.arguments(call.inputOrEmpty())).endObject().endObject();
      }
    }
    if (any) {
      out.endArray();
    }
  }
}
