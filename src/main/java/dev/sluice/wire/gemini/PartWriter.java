package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;
import dev.sluice.wire.json.MalformedJson;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes the parts of a request. */
final class PartWriter {
  /** Stands for a signature that is lost, and makes the provider go on without it. */
  static final String NO_SIGNATURE = "skip_thought_signature_validator";

  private static final String CONTENT = "messages.content";

  private final JsonOut out;
  private final GeminiNames names;
  private final GeminiTraits traits;
  private final Dropped dropped;

  PartWriter(JsonOut out, GeminiNames names, GeminiTraits traits, Dropped dropped) {
    this.out = out;
    this.names = names;
    this.traits = traits;
    this.dropped = dropped;
  }

  /** Writes what the user or the system says. */
  void said(Part part) {
    switch (part) {
      case Part.Text text -> text(text.text(), null);
      case Part.Refusal refusal -> text(refusal.text(), null);
      case Part.Image image -> {
        if (image.detail() != null) {
          dropped.drop("image_url.detail", "no counterpart");
        }
        data(image.source(), "image/jpeg");
      }
      case Part.Document document -> document(document);
      case Part.Audio audio -> data(audio.source(), "audio/wav");
      case Part.ToolCall _, Part.ToolResult _ ->
          throw Dropped.refusal("messages", "calls and results stand in turns of their own");
      case Part.Reasoning _, Part.SealedReasoning _ -> {
        // The model's own; nobody else thinks aloud.
      }
    }
  }

  /**
   * Writes what the model said. Thoughts are not given back, but the signatures by which it knows
   * them again: with the first call, else with the text, else by themselves.
   */
  void model(List<Part> said) {
    boolean calls = said.stream().anyMatch(Part.ToolCall.class::isInstance);
    boolean first = true;
    String pending = null;
    for (Part part : said) {
      switch (part) {
        case Part.Reasoning thought -> {
          String own = Signatures.ofGemini(thought.signature());
          pending = own == null ? pending : own;
        }
        case Part.SealedReasoning _ ->
            dropped.drop("redacted_thinking", "only its own provider can read it");
        case Part.ToolCall call -> {
          String own = call.signature() == null ? pending : call.signature();
          boolean must = first && traits.signed();
          call(call, own == null && must ? NO_SIGNATURE : own);
          pending = null;
          first = false;
        }
        case Part.Text text -> {
          text(text.text(), calls ? null : pending);
          pending = calls ? pending : null;
        }
        default -> said(part);
      }
    }
    if (pending != null || (!calls && said.stream().allMatch(PartWriter::silent))) {
      text("", pending);
    }
  }

  private static boolean silent(Part part) {
    return part instanceof Part.Reasoning || part instanceof Part.SealedReasoning;
  }

  private void text(String text, @Nullable String signature) {
    out.object().member("text", text);
    signature(signature);
    out.endObject();
  }

  private void signature(@Nullable String signature) {
    if (signature != null) {
      out.member("thoughtSignature", signature);
    }
  }

  private void call(Part.ToolCall call, @Nullable String signature) {
    out.object().key("functionCall").object().member("name", names.sent(call.name()));
    out.key("args").json(arguments(call)).endObject();
    signature(signature);
    out.endObject();
  }

  private static Json arguments(Part.ToolCall call) {
    Json input = call.input();
    if (input != null) {
      return input;
    }
    String field = "messages.tool_calls.function.arguments";
    throw new FailureException(
        new Failure.BadRequest(
            "The arguments of tool call " + call.id() + " must be a JSON object.", field, null));
  }

  /**
   * Writes a result of a call, which the dialect knows by the function's name.
   *
   * @param beside takes what has to be said after all results, because the model takes no images
   *     within them
   */
  void result(String name, Part.ToolResult result, List<Part> beside) {
    StringBuilder text = new StringBuilder();
    boolean pictured = false;
    for (Part part : result.parts()) {
      if (part instanceof Part.Text said) {
        text.append(text.isEmpty() ? "" : "\n").append(said.text());
      } else {
        pictured = true;
      }
    }
    out.object().key("functionResponse").object().member("name", names.sent(name));
    out.key("response");
    response(text.toString(), result.failed());
    if (pictured && traits.signed()) {
      out.key("parts").array();
      others(result).forEach(this::said);
      out.endArray();
    } else if (pictured) {
      beside.addAll(others(result));
    }
    out.endObject().endObject();
  }

  private static List<Part> others(Part.ToolResult result) {
    return result.parts().stream().filter(part -> !(part instanceof Part.Text)).toList();
  }

  /** An object is the response itself; anything else is wrapped into one. */
  private void response(String text, boolean failed) {
    if (failed) {
      out.object().member("error", text).endObject();
      return;
    }
    Json json = structured(text);
    if (json == null) {
      out.object().member("result", text).endObject();
    } else if (json.object()) {
      out.json(json);
    } else {
      out.object().key("result").json(json).endObject();
    }
  }

  /** The object or array that a text is, null when it is none. */
  private static @Nullable Json structured(String text) {
    String trimmed = text.strip();
    if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
      return null;
    }
    try {
      return Json.parse(trimmed);
    } catch (MalformedJson e) {
      return null;
    }
  }

  private void document(Part.Document document) {
    if (document.source() instanceof Source.Plain plain) {
      String title = document.title();
      text(title == null ? plain.text() : title + "\n\n" + plain.text(), null);
      return;
    }
    data(document.source(), "application/pdf");
  }

  private void data(Source source, String usual) {
    switch (source) {
      case Source.Inline inline -> {
        out.object().key("inlineData").object().member("mimeType", type(inline.mediaType()));
        out.key("data").quote();
        inline.data().write(out);
        out.endText().endObject().endObject();
      }
      case Source.Kept kept when MediaTypes.held(kept.id()) -> file(kept.id(), usual);
      case Source.Kept _ -> throw Dropped.refusal(CONTENT, "it has no file of that id");
      case Source.Url _ -> throw Dropped.refusal(CONTENT, "it takes bytes and no addresses");
      case Source.Plain plain -> text(plain.text(), null);
    }
  }

  private void file(String uri, String usual) {
    out.object().key("fileData").object();
    out.member("mimeType", MediaTypes.of(uri, usual)).member("fileUri", uri);
    out.endObject().endObject();
  }

  private static String type(String told) {
    return switch (told) {
      case "image/jpg" -> "image/jpeg";
      case "audio/mpeg" -> "audio/mp3";
      default -> told;
    };
  }
}
