package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Toolbox;
import dev.sluice.wire.json.JsonKey;
import java.util.HashSet;
import java.util.Set;

/** Reads the functions of a chat request, each of which is an object in its tool. */
final class ChatFunctions implements ToolsReader.Form {
  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey ALLOWED = JsonKey.of("allowed_tools");
  private static final JsonKey MODE = JsonKey.of("mode");
  private static final JsonKey TOOLS = JsonKey.of("tools");
  private static final JsonKey PARAMETERS = JsonKey.of("parameters");
  private static final String NAMES = "tool_choice.allowed_tools.tools";

  private final FieldReader in;

  ChatFunctions(FieldReader in) {
    this.in = in;
  }

  @Override
  public Tool tool() {
    Function function = new Function("tools.function");
    String type = null;
    boolean given = false;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tools.type");
      } else if (in.on(FUNCTION)) {
        given = function.read();
      } else if (!function.cache.member(in)) {
        in.skip();
      }
    }
    if (type != null && !type.equals("function")) {
      throw Dropped.refusal("tools.type", "it knows function tools only");
    }
    if (!given) {
      throw in.wrong("tools.function", "must be given");
    }
    NamedSchema told = function.told;
    return new Tool(
        told.name(), told.description(), told.schema(), told.strict(), function.cache.hint());
  }

  @Override
  public void choice(Toolbox tools) {
    Function function = new Function("tool_choice.function");
    String type = null;
    boolean given = false;
    while (in.member()) {
      if (in.on(TYPE)) {
        type = in.text("tool_choice.type");
      } else if (in.on(FUNCTION)) {
        given = function.read();
      } else if (in.on(ALLOWED)) {
        allowed(tools);
      } else {
        in.skip();
      }
    }
    if ("function".equals(type) || (type == null && given)) {
      tools.choose(new ToolChoice.Named(function.told.name()));
    } else if (!"allowed_tools".equals(type)) {
      throw Dropped.refusal("tool_choice.type", "it knows function tools only");
    }
  }

  private void allowed(Toolbox tools) {
    if (!in.object("tool_choice.allowed_tools")) {
      return;
    }
    Set<String> names = new HashSet<>();
    while (in.member()) {
      if (in.on(MODE)) {
        tools.choose(OpenAiWords.choice(in, "tool_choice.allowed_tools.mode"));
      } else if (in.on(TOOLS)) {
        names(names);
      } else {
        in.skip();
      }
    }
    tools.allow(names);
  }

  private void names(Set<String> names) {
    if (!in.array(NAMES)) {
      return;
    }
    while (in.item()) {
      Function function = new Function(NAMES);
      boolean given = false;
      if (in.object(NAMES)) {
        while (in.member()) {
          if (in.on(FUNCTION)) {
            given = function.read();
          } else {
            in.skip();
          }
        }
      }
      names.add(in.given(given ? function.told.anyName() : null, NAMES));
    }
  }

  /** A function as it is offered or named. */
  private final class Function {
    private final CacheField cache = new CacheField();
    private final String field;
    private final NamedSchema told;

    Function(String field) {
      this.field = field;
      this.told = new NamedSchema(in, field, PARAMETERS);
    }

    boolean read() {
      if (!in.object(field)) {
        return false;
      }
      while (in.member()) {
        if (!told.member() && !cache.member(in)) {
          in.skip();
        }
      }
      return true;
    }
  }
}
