package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.canonical.Tools;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonOut;

/** Writes what may be called, and whether it has to be. */
final class FunctionsWriter {
  private final JsonOut out;
  private final GeminiNames names;
  private final GeminiTraits traits;

  FunctionsWriter(JsonOut out, GeminiNames names, GeminiTraits traits) {
    this.out = out;
    this.names = names;
    this.traits = traits;
  }

  void write(Tools tools) {
    if (tools.list().isEmpty()) {
      return;
    }
    out.key("tools").array().object().key("functionDeclarations").array();
    tools.list().forEach(this::function);
    out.endArray().endObject().endArray();
    choice(tools);
  }

  private void function(Tool tool) {
    out.object().member("name", names.sent(tool.name()));
    // The dialect insists on one.
    out.member("description", tool.description() == null ? "" : tool.description());
    if (tool.schema() != null) {
      parameters(tool.schema());
    }
    out.endObject();
  }

  private void parameters(Json schema) {
    Json subset = SchemaSubset.of(schema);
    if (subset != null) {
      if (!subset.equals(Json.EMPTY_OBJECT)) {
        out.key("parameters").json(subset);
      }
    } else if (traits.jsonSchema()) {
      out.key("parametersJsonSchema").json(schema);
    } else {
      throw Dropped.refusal("tools.function.parameters", "a schema must not refer to itself");
    }
  }

  private void choice(Tools tools) {
    boolean strict = tools.list().stream().anyMatch(tool -> Boolean.TRUE.equals(tool.strict()));
    boolean validated = strict && traits.jsonSchema();
    String mode =
        switch (tools.choice()) {
          case ToolChoice.None _ -> "NONE";
          case ToolChoice.Required _, ToolChoice.Named _ -> "ANY";
          case ToolChoice.Auto _ -> validated ? "VALIDATED" : "AUTO";
          case null -> validated ? "VALIDATED" : "";
        };
    if (mode.isEmpty()) {
      return;
    }
    out.key("toolConfig").object().key("functionCallingConfig").object().member("mode", mode);
    if (tools.choice() instanceof ToolChoice.Named named) {
      out.key("allowedFunctionNames").array().text(names.sent(named.tool())).endArray();
    }
    out.endObject().endObject();
  }
}
