package dev.sluice.wire.openai.responses.codec;

import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Toolbox;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.openai.codec.NamedSchema;
import dev.sluice.wire.openai.codec.OpenAiWords;
import dev.sluice.wire.openai.codec.ToolsReader;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the functions of a request, which are tools themselves. */
final class ResponsesFunctions implements ToolsReader.Form {
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey MODE = JsonKey.of("mode");
  private static final JsonKey PARAMETERS = JsonKey.of("parameters");
  private static final String FUNCTION = "function";
  private static final String NAMES = "tool_choice.tools";

  private final FieldReader in;

  ResponsesFunctions(FieldReader in) {
    this.in = in;
  }

  @Override
  public Tool tool() {
    NamedSchema function = new NamedSchema(in, "tools", PARAMETERS);
    String type = null;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tools.type");
      } else if (!function.member()) {
        in.skip();
      }
    }
    if (!FUNCTION.equals(in.given(type, "tools.type"))) {
      throw foreign("tools.type", type, function.anyName());
    }
    return new Tool(
        function.name(), function.description(), function.schema(), function.strict(), null);
  }

  private static FailureException foreign(
      String field, @Nullable String type, @Nullable String of) {
    return Dropped.refusal(
        field,
        "it runs function tools only, and `"
            + type
            + (of == null ? "` is none" : "` tools such as `" + of + "` are none"));
  }

  @Override
  public void choice(Toolbox tools) {
    String type = null;
    String name = null;
    ToolChoice mode = null;
    Set<String> names = new HashSet<>();
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tool_choice.type");
      } else if (in.on(NAME)) {
        name = in.text("tool_choice.name");
      } else if (in.on(MODE)) {
        mode = OpenAiWords.choice(in, "tool_choice.mode");
      } else if (in.on(TOOLS)) {
        names(names);
      } else {
        in.skip();
      }
    }
    switch (in.given(type, "tool_choice.type")) {
      case FUNCTION -> tools.choose(new ToolChoice.Named(in.given(name, "tool_choice.name")));
      case "allowed_tools" -> {
        tools.choose(mode);
        tools.allow(names);
      }
      default -> throw foreign("tool_choice.type", type, null);
    }
  }

  private void names(Set<String> names) {
    if (!in.array(NAMES)) {
      return;
    }
    while (in.item()) {
      String name = null;
      if (in.object(NAMES)) {
        while (in.member()) {
          if (in.on(NAME)) {
            name = in.text("tool_choice.tools.name");
          } else {
            in.skip();
          }
        }
      }
      names.add(in.given(name, "tool_choice.tools.name"));
    }
  }
}
