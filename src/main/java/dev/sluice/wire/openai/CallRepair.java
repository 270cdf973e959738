package dev.sluice.wire.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** Puts the tool calls of a delta right: numbered densely, one id each, arguments as text. */
final class CallRepair {
  private final String fallbackId;

  CallRepair(String fallbackId) {
    this.fallbackId = fallbackId;
  }

  void repair(ObjectNode delta, Choices.Choice state) {
    JsonNode said = delta.get("tool_calls");
    if (said == null) {
      return;
    }
    ArrayNode kept = delta.arrayNode();
    for (JsonNode item : said) {
      if (item instanceof ObjectNode call) {
        call(call, state);
        kept.add(call);
      }
    }
    if (!said.isArray() || kept.isEmpty()) {
      delta.remove("tool_calls");
    } else {
      delta.set("tool_calls", kept);
    }
  }

  private void call(ObjectNode call, Choices.Choice state) {
    boolean custom = call.path("custom").isObject();
    boolean named = !call.path("function").path("name").asText("").isBlank();
    int upstream = Math.max(call.path("index").asInt(Calls.UNNUMBERED), Calls.UNNUMBERED);
    String id = textOf(call.get("id"));
    Calls.Call known = state.calls.find(upstream, id, named);
    if (known == null) {
      open(call, state.calls.open(upstream, id == null ? made(state) : id), custom);
    } else {
      call.put("index", known.index);
      if (id == null) {
        call.remove("id");
      }
    }
    if (!custom) {
      function(call, known == null);
    }
  }

  private static void open(ObjectNode call, Calls.Call opened, boolean custom) {
    call.put("index", opened.index);
    call.put("id", opened.id);
    call.put("type", custom ? "custom" : "function");
  }

  private String made(Choices.Choice state) {
    return "call_" + fallbackId + '_' + state.index + '_' + state.calls.size();
  }

  private static @Nullable String textOf(@Nullable JsonNode node) {
    return node == null || !node.isTextual() || node.asText().isBlank() ? null : node.asText();
  }

  /** Puts the function's part right; the first fragment has to have all of it. */
  static void function(ObjectNode call, boolean first) {
    ObjectNode function =
        call.get("function") instanceof ObjectNode object ? object : call.putObject("function");
    if (!function.path("name").isTextual()) {
      function.remove("name");
      if (first) {
        function.put("name", "");
      }
    }
    JsonNode arguments = function.get("arguments");
    boolean none = arguments == null || arguments.isNull();
    if (none && first) {
      function.put("arguments", "");
    } else if (none) {
      function.remove("arguments");
    } else if (!arguments.isTextual()) {
      function.put("arguments", arguments.toString());
    }
  }
}
