package dev.sluice.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The arguments of a call that comes in pieces, each with the path of its value. */
final class PartialArguments {
  /** Most characters that are kept. */
  private static final int MOST = 1 << 22;

  private static final int LONGEST_PATH = 1024;
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,6})]|\\['([^']*)']|\\[\"([^\"]*)\"]");
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;

  private final Map<String, Value> values = new LinkedHashMap<>();
  private long size;

  private static final class Value {
    private final StringBuilder text = new StringBuilder();
    private boolean quoted;
  }

  /** Adds a piece. Throws {@link FailureException} when there are too many. */
  void add(PartialArgument piece) {
    size += piece.path().length() + piece.value().length() + 16L;
    if (size > MOST || piece.path().length() > LONGEST_PATH) {
      throw odd("are too long");
    }
    Value value = values.computeIfAbsent(piece.path(), _ -> new Value());
    value.quoted |= piece.text();
    value.text.append(piece.value());
  }

  /** JSON text of the object. Throws {@link FailureException} when the pieces make none. */
  String json() {
    ObjectNode root = MAKE.objectNode();
    values.forEach((path, value) -> put(root, path, node(value)));
    return new String(JsonTree.write(root), StandardCharsets.UTF_8);
  }

  private static JsonNode node(Value value) {
    String json = value.quoted ? '"' + value.text.toString() + '"' : value.text.toString();
    byte[] in = json.getBytes(StandardCharsets.UTF_8);
    return in.length == 0 ? MAKE.objectNode() : JsonTree.read(in, 0, in.length);
  }

  private static void put(ObjectNode root, String path, JsonNode value) {
    JsonNode at = root;
    Matcher steps = STEP.matcher(path);
    int from = path.startsWith("$") ? 1 : 0;
    String name = null;
    int index = -1;
    while (from < path.length()) {
      if (!steps.find(from) || steps.start() != from) {
        throw odd("have an odd path");
      }
      if (name != null || index >= 0) {
        at = child(at, name, index, steps.group(2) != null);
      }
      name = name(steps);
      index = name == null ? Integer.parseInt(steps.group(2)) : -1;
      from = steps.end();
    }
    set(at, name, index, value);
  }

  private static @Nullable String name(Matcher steps) {
    String name = steps.group(1);
    name = name == null ? steps.group(3) : name;
    return name == null ? steps.group(4) : name;
  }

  /** What is there, or an empty array or object in its place. */
  private static JsonNode child(JsonNode at, @Nullable String name, int index, boolean array) {
    JsonNode known = name == null ? at.path(index) : at.path(name);
    if (known.isContainerNode()) {
      return known;
    }
    JsonNode made = array ? MAKE.arrayNode() : MAKE.objectNode();
    set(at, name, index, made);
    return made;
  }

  private static void set(JsonNode at, @Nullable String name, int index, JsonNode value) {
    if (at instanceof ObjectNode object && name != null) {
      object.set(name, value);
    } else if (at instanceof ArrayNode array && index >= 0 && index < array.size()) {
      array.set(index, value);
    } else if (at instanceof ArrayNode array && index == array.size()) {
      array.add(value);
    } else if (name != null || index >= 0) {
      throw odd("do not fit together");
    }
  }

  private static FailureException odd(String what) {
    return new FailureException(
        new Failure.Garbled("The provider's answer is odd: the pieces of a call " + what + "."));
  }
}
