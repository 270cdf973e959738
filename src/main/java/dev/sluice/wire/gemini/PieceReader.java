package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the parts of an answer. Reused. */
final class PieceReader {
  private static final JsonKey TEXT = JsonKey.of("text");
  private static final JsonKey THOUGHT = JsonKey.of("thought");
  private static final JsonKey SIGNATURE = JsonKey.of("thoughtSignature");
  private static final JsonKey CALL = JsonKey.of("functionCall");
  private static final JsonKey DATA = JsonKey.of("inlineData");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGS = JsonKey.of("args");
  private static final JsonKey PARTIAL = JsonKey.of("partialArgs");
  private static final JsonKey MORE = JsonKey.of("willContinue");
  private static final JsonKey PATH = JsonKey.of("jsonPath");
  private static final JsonKey STRING = JsonKey.of("stringValue");
  private static final JsonKey NUMBER = JsonKey.of("numberValue");
  private static final JsonKey BOOL = JsonKey.of("boolValue");
  private static final JsonKey NULL = JsonKey.of("nullValue");
  private static final JsonKey MIME = JsonKey.of("mimeType");
  private static final JsonKey BYTES = JsonKey.of("data");
  private static final String FIELD = "candidates.content.parts";

  private final FieldReader in;
  private @Nullable String text;
  private boolean thought;
  private @Nullable String signature;
  private Piece.@Nullable Call call;
  private Piece.@Nullable Made made;

  PieceReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the array of parts that the reader is on. */
  void read(List<Piece> pieces) {
    if (in.array(FIELD)) {
      while (in.item()) {
        Piece piece = part();
        if (piece != null) {
          pieces.add(piece);
        }
      }
    }
  }

  /** A part, null for one of a kind that nobody knows. */
  private @Nullable Piece part() {
    text = null;
    thought = false;
    signature = null;
    call = null;
    made = null;
    if (!in.object(FIELD)) {
      return null;
    }
    while (in.member()) {
      member();
    }
    if (call != null) {
      return new Piece.Call(
          call.id(), call.name(), call.args(), call.partial(), call.more(), signature);
    }
    if (made != null) {
      return thought ? null : new Piece.Made(made.mediaType(), made.data(), signature);
    }
    if (text == null && signature == null) {
      return null;
    }
    String said = text == null ? "" : text;
    return thought ? new Piece.Thought(said, signature) : new Piece.Said(said, signature);
  }

  private void member() {
    if (in.on(TEXT)) {
      text = in.text(FIELD + ".text");
    } else if (in.on(CALL)) {
      call = call();
    } else if (in.on(SIGNATURE)) {
      signature = in.text(FIELD + ".thoughtSignature");
    } else if (in.on(THOUGHT)) {
      thought = Boolean.TRUE.equals(in.flag(FIELD + ".thought"));
    } else if (in.on(DATA)) {
      made = data();
    } else {
      in.skip();
    }
  }

  private Piece.@Nullable Call call() {
    String id = "";
    String name = "";
    Json args = null;
    List<PartialArgument> partial = List.of();
    boolean more = false;
    if (!in.object(FIELD + ".functionCall")) {
      return null;
    }
    while (in.member()) {
      if (in.on(NAME)) {
        name = or(in.text(FIELD + ".functionCall.name"));
      } else if (in.on(ARGS)) {
        args = in.objectJson(FIELD + ".functionCall.args");
      } else if (in.on(ID)) {
        id = or(in.text(FIELD + ".functionCall.id"));
      } else if (in.on(PARTIAL)) {
        partial = partial();
      } else if (in.on(MORE)) {
        more = Boolean.TRUE.equals(in.flag(FIELD + ".functionCall.willContinue"));
      } else {
        in.skip();
      }
    }
    return new Piece.Call(id, name, args, partial, more, null);
  }

  private List<PartialArgument> partial() {
    List<PartialArgument> all = new ArrayList<>();
    if (in.array(FIELD + ".functionCall.partialArgs")) {
      while (in.item()) {
        if (in.object(FIELD + ".functionCall.partialArgs")) {
          all.add(argument());
        }
      }
    }
    return all;
  }

  private PartialArgument argument() {
    String path = "$";
    String value = "";
    boolean string = false;
    boolean more = false;
    while (in.member()) {
      if (in.on(PATH)) {
        path = or(in.text(FIELD + ".functionCall.partialArgs.jsonPath"));
      } else if (in.on(STRING)) {
        string = true;
        value = inside(or(in.text(FIELD + ".functionCall.partialArgs.stringValue")));
      } else if (in.on(NUMBER) || in.on(BOOL)) {
        Json json = in.json();
        value = json == null ? "null" : json.text();
      } else if (in.on(NULL)) {
        in.skip();
        value = "null";
      } else if (in.on(MORE)) {
        more = Boolean.TRUE.equals(in.flag(FIELD + ".functionCall.partialArgs.willContinue"));
      } else {
        in.skip();
      }
    }
    return new PartialArgument(path, value, string, more);
  }

  /** The inside of the JSON string that a text makes. */
  private static String inside(String text) {
    byte[] quoted = JsonText.encode(text);
    return new String(quoted, 1, quoted.length - 2, StandardCharsets.UTF_8);
  }

  private Piece.@Nullable Made data() {
    String type = "";
    Base64Text data = null;
    if (!in.object(FIELD + ".inlineData")) {
      return null;
    }
    while (in.member()) {
      if (in.on(MIME)) {
        type = or(in.text(FIELD + ".inlineData.mimeType"));
      } else if (in.on(BYTES)) {
        data = in.base64(FIELD + ".inlineData.data");
      } else {
        in.skip();
      }
    }
    return data == null ? null : new Piece.Made(type, data, null);
  }

  private static String or(@Nullable String text) {
    return text == null ? "" : text;
  }
}
