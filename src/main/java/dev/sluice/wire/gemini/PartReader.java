package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.DataUrl;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the parts of a request. A result names its function, and its call too where clients take
 * note of ids; else it belongs to the first call of that function that has no result yet.
 */
final class PartReader {
  private static final GeminiKey TEXT = GeminiKey.of("text");
  private static final GeminiKey THOUGHT = GeminiKey.of("thought");
  private static final GeminiKey SIGNATURE = GeminiKey.of("thoughtSignature");
  private static final GeminiKey DATA = GeminiKey.of("inlineData");
  private static final GeminiKey FILE = GeminiKey.of("fileData");
  private static final GeminiKey CALL = GeminiKey.of("functionCall");
  private static final GeminiKey RESPONSE = GeminiKey.of("functionResponse");
  private static final GeminiKey MIME = GeminiKey.of("mimeType");
  private static final GeminiKey BYTES = GeminiKey.of("data");
  private static final GeminiKey URI = GeminiKey.of("fileUri");
  private static final GeminiKey NAME = GeminiKey.of("name");
  private static final GeminiKey TITLE = GeminiKey.of("displayName");
  private static final GeminiKey ID = GeminiKey.of("id");
  private static final GeminiKey ARGS = GeminiKey.of("args");
  private static final GeminiKey ANSWER = GeminiKey.of("response");
  private static final GeminiKey PARTS = GeminiKey.of("parts");
  private static final String FIELD = "contents.parts";

  private final FieldReader in;
  private final List<Part.ToolCall> open = new ArrayList<>();
  private int calls;

  PartReader(FieldReader in) {
    this.in = in;
  }

  /** Reads an array of parts, or a single one. */
  void read(List<Part> said, String field) {
    if (in.isObject()) {
      part(said);
    } else if (in.array(field)) {
      while (in.item()) {
        part(said);
      }
    }
  }

  private void part(List<Part> said) {
    String text = null;
    String signature = null;
    boolean thought = false;
    Part other = null;
    if (!in.object(FIELD)) {
      throw in.wrong(FIELD, "must hold objects");
    }
    while (in.member()) {
      if (TEXT.on(in)) {
        text = in.text("contents.parts.text");
      } else if (THOUGHT.on(in)) {
        thought = Boolean.TRUE.equals(in.flag("contents.parts.thought"));
      } else if (SIGNATURE.on(in)) {
        signature = in.text("contents.parts.thoughtSignature");
      } else {
        other = other(other);
      }
    }
    add(said, text, thought, signature, other);
  }

  private @Nullable Part other(@Nullable Part known) {
    if (DATA.on(in)) {
      return media(data());
    }
    if (FILE.on(in)) {
      return media(file());
    }
    if (CALL.on(in)) {
      return call();
    }
    if (RESPONSE.on(in)) {
      return result();
    }
    in.skip();
    return known;
  }

  /** A signature stands for the thought before that to which it is attached. */
  private void add(
      List<Part> said,
      @Nullable String text,
      boolean thought,
      @Nullable String signature,
      @Nullable Part other) {
    ThoughtToken token = ThoughtToken.read(signature);
    if (other instanceof Part.ToolCall call) {
      Part.ToolCall signed =
          new Part.ToolCall(call.id(), call.name(), call.arguments(), null, token.ofCall());
      if (token.ofCall() == null) {
        token.add("", said);
      }
      open.add(signed);
      said.add(signed);
    } else if (thought) {
      token.add(text == null ? "" : text, said);
    } else {
      if (signature != null) {
        token.add("", said);
      }
      if (other != null) {
        said.add(other);
      } else if (text != null) {
        said.add(new Part.Text(text));
      }
    }
  }

  private record Media(String type, @Nullable Source source, @Nullable String title) {}

  /** What either of the objects says that hold or name a file. */
  private record Blob(
      String type, @Nullable Base64Text data, @Nullable String uri, @Nullable String title) {}

  private Blob blob(String field) {
    String type = "";
    Base64Text data = null;
    String uri = null;
    String title = null;
    if (in.object(field)) {
      while (in.member()) {
        if (MIME.on(in)) {
          type = in.given(in.text(field + ".mimeType"), field + ".mimeType");
        } else if (BYTES.on(in)) {
          data = in.base64(field + ".data");
        } else if (URI.on(in)) {
          uri = in.text(field + ".fileUri");
        } else if (TITLE.on(in)) {
          title = in.text(field + ".displayName");
        } else {
          in.skip();
        }
      }
    }
    return new Blob(type, data, uri, title);
  }

  private Media data() {
    Blob blob = blob("contents.parts.inlineData");
    Base64Text bytes = in.given(blob.data(), "contents.parts.inlineData.data");
    return new Media(blob.type(), new Source.Inline(blob.type(), bytes), blob.title());
  }

  private Media file() {
    Blob blob = blob("contents.parts.fileData");
    String given = in.given(blob.uri(), "contents.parts.fileData.fileUri");
    Source source = DataUrl.source(given);
    String known = blob.type().isEmpty() ? MediaTypes.of(given, "application/pdf") : blob.type();
    return new Media(known, source == null ? new Source.Kept(given) : source, blob.title());
  }

  private Part media(Media media) {
    Source source = in.given(media.source(), FIELD);
    if (media.type().startsWith("image/")) {
      return new Part.Image(source, null, null);
    }
    if (media.type().startsWith("audio/") && source instanceof Source.Inline inline) {
      return new Part.Audio(new Source.Inline(recorded(inline.mediaType()), inline.data()));
    }
    return new Part.Document(source, media.title(), null, false, null);
  }

  private static String recorded(String type) {
    return type.equals("audio/mpeg") ? "audio/mp3" : type;
  }

  private Part.ToolCall call() {
    String id = null;
    String name = null;
    Json args = null;
    String field = "contents.parts.functionCall";
    if (in.object(field)) {
      while (in.member()) {
        if (NAME.on(in)) {
          name = in.text(field + ".name");
        } else if (ID.on(in)) {
          id = in.text(field + ".id");
        } else if (ARGS.on(in)) {
          args = in.objectJson(field + ".args");
        } else {
          in.skip();
        }
      }
    }
    String own = id == null || id.isEmpty() ? "call_" + calls : id;
    calls++;
    String arguments = args == null ? "{}" : args.text();
    return new Part.ToolCall(own, in.given(name, field + ".name"), arguments, null);
  }

  private Part.ToolResult result() {
    String id = null;
    String name = null;
    ToolResponse response = ToolResponse.NOTHING;
    List<Part> more = new ArrayList<>();
    String field = "contents.parts.functionResponse";
    if (in.object(field)) {
      while (in.member()) {
        if (NAME.on(in)) {
          name = in.text(field + ".name");
        } else if (ID.on(in)) {
          id = in.text(field + ".id");
        } else if (ANSWER.on(in)) {
          Json json = in.objectJson(field + ".response");
          response = json == null ? ToolResponse.NOTHING : ToolResponse.read(json);
        } else if (PARTS.on(in)) {
          read(more, field + ".parts");
        } else {
          in.skip();
        }
      }
    }
    List<Part> parts = new ArrayList<>();
    if (!response.text().isEmpty()) {
      parts.add(new Part.Text(response.text()));
    }
    parts.addAll(more);
    return new Part.ToolResult(answered(id, name), parts, response.failed(), null);
  }

  /** Id of the call that a result belongs to. */
  private String answered(@Nullable String id, @Nullable String name) {
    for (Part.ToolCall call : open) {
      boolean nameless = id == null || id.isEmpty();
      boolean named = nameless ? call.name().equals(name) : call.id().equals(id);
      if (named) {
        open.remove(call);
        return call.id();
      }
    }
    if (id == null || id.isEmpty()) {
      throw in.wrong(
          "contents.parts.functionResponse.name", "must name a function that was called");
    }
    return id;
  }
}
