package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Conversation;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Message;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Role;
import dev.sluice.wire.json.Json;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a request to generate content into canonical form, in one pass. */
public final class GenerateRequestReader {
  private static final GeminiKey CONTENTS = GeminiKey.of("contents");
  private static final GeminiKey SYSTEM = GeminiKey.of("systemInstruction");
  private static final GeminiKey CONFIG = GeminiKey.of("generationConfig");
  private static final GeminiKey MODEL = GeminiKey.of("model");
  private static final GeminiKey PARTS = GeminiKey.of("parts");
  private static final GeminiKey ROLE = GeminiKey.of("role");

  /** Fields without which the answer would be another thing than was asked for. */
  private static final Set<String> SHAPING = Set.of("cachedContent", "cached_content");

  private final FieldReader in = new FieldReader(FieldReader.Author.CLIENT);
  private final FunctionsReader functions = new FunctionsReader(in);
  private final SettingsReader settings;
  private final PartReader parts = new PartReader(in);
  private final Dropped dropped;
  private final List<Part> system = new ArrayList<>();
  private final Conversation conversation = new Conversation();
  private boolean spoken;

  private GenerateRequestReader(Dropped dropped) {
    this.dropped = dropped;
    this.settings = new SettingsReader(in, dropped);
  }

  /**
   * The request that a body holds. Throws {@link FailureException} with a {@link
   * Failure.BadRequest} when it holds none, or one that the canonical form cannot carry.
   *
   * @param model name of the model, from the path
   * @param stream whether a stream is asked for, from the path
   * @param dropped told of fields that the canonical form has no place for
   */
  public static CanonicalRequest read(Buffer body, String model, boolean stream, Dropped dropped) {
    GenerateRequestReader reader = new GenerateRequestReader(dropped);
    return reader.in.document(Bytes.of(body), () -> reader.read(model, stream));
  }

  private CanonicalRequest read(String model, boolean stream) {
    while (in.member()) {
      if (!member() && !functions.member()) {
        other();
      }
    }
    in.end();
    if (!spoken) {
      throw in.wrong("contents", "must be given");
    }
    return settings.request(model, messages(), functions.end(), stream);
  }

  /** What the system says comes first, wherever it stood. */
  private List<Message> messages() {
    Conversation whole = new Conversation();
    whole.add(Role.SYSTEM, system);
    for (Message message : conversation.end()) {
      whole.add(message.role(), message.parts());
    }
    return whole.end();
  }

  private boolean member() {
    if (CONTENTS.on(in)) {
      contents();
    } else if (SYSTEM.on(in)) {
      instruction();
    } else if (CONFIG.on(in)) {
      settings.read();
    } else if (MODEL.on(in)) {
      // The path names it.
      in.skip();
    } else {
      return false;
    }
    return true;
  }

  /** An array of contents; servers of the dialect take a single one as well. */
  private void contents() {
    if (in.isObject()) {
      content();
    } else if (in.array("contents")) {
      while (in.item()) {
        content();
      }
    }
  }

  private void content() {
    spoken = true;
    List<Part> said = new ArrayList<>();
    String role = null;
    if (!in.object("contents")) {
      throw in.wrong("contents", "must hold objects");
    }
    while (in.member()) {
      if (ROLE.on(in)) {
        role = in.text("contents.role");
      } else if (PARTS.on(in)) {
        parts.read(said, "contents.parts");
      } else {
        in.skip();
      }
    }
    switch (role) {
      case "model" -> conversation.add(Role.ASSISTANT, said);
      case "system" -> system.addAll(said);
      case "user", "function", "" -> conversation.add(Role.USER, said);
      case null -> conversation.add(Role.USER, said);
      default -> throw in.wrong("contents.role", "must be user or model");
    }
  }

  private void instruction() {
    if (in.isText()) {
      system.add(new Part.Text(in.given(in.text("systemInstruction"), "systemInstruction")));
    } else if (in.object("systemInstruction")) {
      while (in.member()) {
        if (PARTS.on(in)) {
          parts.read(system, "systemInstruction.parts");
        } else {
          in.skip();
        }
      }
    }
  }

  /** A field that has no place, or of which nobody has heard. */
  private void other() {
    String name = in.name();
    Json value = in.json();
    if (empty(value)) {
      return;
    }
    if (SHAPING.contains(name)) {
      throw Dropped.refusal(name, "it exists at Google only");
    }
    dropped.drop(name, "no counterpart");
  }

  static boolean empty(@Nullable Json value) {
    return value == null || value.text().equals("[]") || value.text().equals("{}");
  }
}
