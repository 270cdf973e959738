package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what may be called, and whether it has to be. */
final class FunctionsReader {
  private static final GeminiKey TOOLS = GeminiKey.of("tools");
  private static final GeminiKey CONFIG = GeminiKey.of("toolConfig");
  private static final GeminiKey DECLARATIONS = GeminiKey.of("functionDeclarations");
  private static final GeminiKey CALLING = GeminiKey.of("functionCallingConfig");
  private static final GeminiKey MODE = GeminiKey.of("mode");
  private static final GeminiKey ALLOWED = GeminiKey.of("allowedFunctionNames");
  private static final GeminiKey NAME = GeminiKey.of("name");
  private static final GeminiKey DESCRIPTION = GeminiKey.of("description");
  private static final GeminiKey PARAMETERS = GeminiKey.of("parameters");
  private static final GeminiKey JSON_SCHEMA = GeminiKey.of("parametersJsonSchema");

  private final FieldReader in;
  private final List<Tool> tools = new ArrayList<>();
  private final Set<String> allowed = new LinkedHashSet<>();
  private @Nullable String mode;

  FunctionsReader(FieldReader in) {
    this.in = in;
  }

  /** Reads the member that the reader is on; false when it says nothing of functions. */
  boolean member() {
    if (TOOLS.on(in)) {
      tools();
    } else if (CONFIG.on(in)) {
      config();
    } else {
      return false;
    }
    return true;
  }

  Tools end() {
    boolean validated = "VALIDATED".equals(mode);
    List<Tool> offered = new ArrayList<>();
    for (Tool tool : tools) {
      if (allowed.isEmpty() || allowed.size() == 1 || allowed.contains(tool.name())) {
        offered.add(validated ? strict(tool) : tool);
      }
    }
    ToolChoice choice = choice();
    return offered.isEmpty() && choice == null ? Tools.NONE : new Tools(offered, choice, null);
  }

  private static Tool strict(Tool tool) {
    return new Tool(tool.name(), tool.description(), tool.schema(), true, null);
  }

  private @Nullable ToolChoice choice() {
    return switch (mode) {
      case "NONE" -> new ToolChoice.None();
      case "ANY" ->
          allowed.size() == 1
              ? new ToolChoice.Named(allowed.iterator().next())
              : new ToolChoice.Required();
      case "AUTO" -> new ToolChoice.Auto();
      case null, default -> null;
    };
  }

  private void tools() {
    if (in.isObject()) {
      tool();
    } else if (in.array("tools")) {
      while (in.item()) {
        tool();
      }
    }
  }

  /** Tools of Google's own are no functions: without them the answer would be another. */
  private void tool() {
    if (!in.object("tools")) {
      throw in.wrong("tools", "must hold objects");
    }
    while (in.member()) {
      if (DECLARATIONS.on(in)) {
        declarations();
      } else {
        String name = in.name();
        if (in.json() != null) {
          throw Dropped.refusal("tools." + name, "it exists at Google only");
        }
      }
    }
  }

  private void declarations() {
    if (in.isObject()) {
      function();
    } else if (in.array("tools.functionDeclarations")) {
      while (in.item()) {
        function();
      }
    }
  }

  private void function() {
    String name = null;
    String description = null;
    Json schema = null;
    String field = "tools.functionDeclarations";
    if (!in.object(field)) {
      throw in.wrong(field, "must hold objects");
    }
    while (in.member()) {
      if (NAME.on(in)) {
        name = in.text(field + ".name");
      } else if (DESCRIPTION.on(in)) {
        description = in.text(field + ".description");
      } else if (PARAMETERS.on(in)) {
        Json own = in.objectJson(field + ".parameters");
        schema = own == null ? schema : SchemaReader.read(own);
      } else if (JSON_SCHEMA.on(in)) {
        Json whole = in.objectJson(field + ".parametersJsonSchema");
        schema = whole == null ? schema : whole;
      } else {
        in.skip();
      }
    }
    boolean silent = description == null || description.isEmpty();
    tools.add(
        new Tool(in.given(name, field + ".name"), silent ? null : description, schema, null, null));
  }

  private void config() {
    if (in.object("toolConfig")) {
      while (in.member()) {
        if (CALLING.on(in)) {
          calling();
        } else {
          in.skip();
        }
      }
    }
  }

  private void calling() {
    String field = "toolConfig.functionCallingConfig";
    if (!in.object(field)) {
      return;
    }
    while (in.member()) {
      if (MODE.on(in)) {
        mode = in.text(field + ".mode");
      } else if (ALLOWED.on(in)) {
        if (in.array(field + ".allowedFunctionNames")) {
          while (in.item()) {
            allowed.add(in.given(in.text(field), field + ".allowedFunctionNames"));
          }
        }
      } else {
        in.skip();
      }
    }
  }
}
