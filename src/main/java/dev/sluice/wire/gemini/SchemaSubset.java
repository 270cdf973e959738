package dev.sluice.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A JSON schema in the words that the dialect knows. References are put in their place, several
 * types become alternatives, constants become sets of one; what has no counterpart is left out.
 */
final class SchemaSubset {
  /** What is taken as it stands. */
  private static final Set<String> PLAIN =
      Set.of(
          "title",
          "description",
          "nullable",
          "minItems",
          "maxItems",
          "minProperties",
          "maxProperties",
          "minLength",
          "maxLength",
          "pattern",
          "minimum",
          "maximum",
          "default",
          "example",
          "propertyOrdering");

  private static final Set<String> FORMATS =
      Set.of("date-time", "enum", "float", "double", "int32", "int64");

  /** Most schemas that one becomes: references could make it grow without bound. */
  private static final int MOST = 4096;

  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final SchemaMemo KNOWN = new SchemaMemo(SchemaSubset::subset);

  private final JsonNode root;
  private final Deque<String> open = new ArrayDeque<>();
  private int made;
  private boolean endless;

  private SchemaSubset(JsonNode root) {
    this.root = root;
  }

  /**
   * The schema, null when it refers to itself, or is too large without its references. That of an
   * object of which nothing is said is empty: the dialect takes it in no other form than none.
   *
   * @param schema an object
   */
  static @Nullable Json of(Json schema) {
    return KNOWN.of(schema);
  }

  private static @Nullable Json subset(Json schema) {
    byte[] in = schema.text().getBytes(StandardCharsets.UTF_8);
    JsonNode root = JsonTree.read(in, 0, in.length);
    SchemaSubset subset = new SchemaSubset(root);
    ObjectNode made = subset.convert(root);
    if (subset.endless) {
      return null;
    }
    String type = made.path("type").asText("object");
    boolean bare = type.equals("object") && made.path("properties").isEmpty() && !made.has("anyOf");
    return bare
        ? Json.EMPTY_OBJECT
        : new Json(new String(JsonTree.write(made), StandardCharsets.UTF_8));
  }

  private ObjectNode convert(JsonNode schema) {
    ObjectNode out = MAKE.objectNode();
    if (++made > MOST) {
      endless = true;
    }
    if (schema.isObject() && !endless) {
      write(schema, out);
    }
    return out;
  }

  private void write(JsonNode schema, ObjectNode out) {
    JsonNode reference = schema.get("$ref");
    if (reference != null && reference.isTextual()) {
      refer(reference.textValue(), out);
    }
    for (JsonNode part : schema.path("allOf")) {
      merge(convert(part), out);
    }
    type(schema.get("type"), out);
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      member(member.getKey(), member.getValue(), out);
    }
    settle(schema, out);
  }

  private void refer(String reference, ObjectNode out) {
    if (open.contains(reference)) {
      endless = true;
      return;
    }
    JsonNode target =
        reference.equals("#")
            ? root
            : reference.startsWith("#/") ? target(reference.substring(1)) : MAKE.missingNode();
    open.push(reference);
    merge(convert(target), out);
    open.pop();
  }

  private JsonNode target(String pointer) {
    JsonNode at = root;
    for (String step : pointer.substring(1).split("/", -1)) {
      String name = step.replace("~1", "/").replace("~0", "~");
      boolean number = at.isArray() && name.matches("[0-9]{1,4}");
      at = number ? at.path(Integer.parseInt(name)) : at.path(name);
    }
    return at;
  }

  /** Adds what another schema asks for besides. */
  private static void merge(ObjectNode other, ObjectNode out) {
    for (Map.Entry<String, JsonNode> member : other.properties()) {
      JsonNode known = out.get(member.getKey());
      if (known instanceof ObjectNode object && member.getValue() instanceof ObjectNode more) {
        object.setAll(more);
      } else if (known instanceof ArrayNode array
          && member.getKey().equals("required")
          && member.getValue() instanceof ArrayNode more) {
        array.addAll(more);
      } else {
        out.set(member.getKey(), member.getValue());
      }
    }
  }

  private void type(@Nullable JsonNode type, ObjectNode out) {
    if (type == null) {
      return;
    }
    if (type.isTextual()) {
      out.put("type", type.textValue());
      return;
    }
    ArrayNode several = MAKE.arrayNode();
    for (JsonNode one : type) {
      if (one.asText().equals("null")) {
        out.put("nullable", true);
      } else {
        several.add(MAKE.objectNode().put("type", one.asText()));
      }
    }
    if (several.size() == 1) {
      out.put("type", several.get(0).path("type").asText());
    } else if (several.size() > 1) {
      out.set("anyOf", several);
    }
  }

  private void member(String name, JsonNode value, ObjectNode out) {
    if (PLAIN.contains(name)) {
      out.set(name, value);
      return;
    }
    switch (name) {
      case "properties" -> properties(value, out);
      case "required" -> merge(MAKE.objectNode().set("required", value.deepCopy()), out);
      case "items" -> items(value, out);
      case "prefixItems" -> alternatives(value, item(out));
      case "anyOf", "oneOf" -> alternatives(value, out);
      case "enum" -> choices(value, out);
      case "const" -> choices(MAKE.arrayNode().add(value), out);
      case "format" -> {
        if (FORMATS.contains(value.asText())) {
          out.set(name, value);
        }
      }
      case "exclusiveMinimum" -> bound("minimum", value, 1, out);
      case "exclusiveMaximum" -> bound("maximum", value, -1, out);
      default -> {
        // The dialect refuses what it does not know.
      }
    }
  }

  private void properties(JsonNode value, ObjectNode out) {
    ObjectNode properties = MAKE.objectNode();
    for (Map.Entry<String, JsonNode> property : value.properties()) {
      properties.set(property.getKey(), convert(property.getValue()));
    }
    merge(MAKE.objectNode().set("properties", properties), out);
  }

  private void items(JsonNode value, ObjectNode out) {
    if (value.isArray()) {
      alternatives(value, item(out));
    } else if (value.isObject()) {
      out.set("items", convert(value));
    }
  }

  private static ObjectNode item(ObjectNode out) {
    return out.get("items") instanceof ObjectNode known ? known : out.putObject("items");
  }

  private void alternatives(JsonNode value, ObjectNode out) {
    ArrayNode several = MAKE.arrayNode();
    for (JsonNode one : value) {
      if (one.path("type").asText().equals("null")) {
        out.put("nullable", true);
      } else {
        several.add(convert(one));
      }
    }
    if (several.size() == 1) {
      merge((ObjectNode) several.get(0), out);
    } else if (several.size() > 1) {
      out.set("anyOf", several);
    }
  }

  /** The dialect's sets hold texts; others are told in words. */
  private static void choices(JsonNode value, ObjectNode out) {
    ArrayNode texts = MAKE.arrayNode();
    boolean others = false;
    for (JsonNode one : value) {
      if (one.isNull()) {
        out.put("nullable", true);
      } else {
        others |= !one.isTextual();
        texts.add(one);
      }
    }
    if (texts.isEmpty()) {
      return;
    }
    if (others) {
      String said = out.path("description").asText("");
      out.put("description", (said.isEmpty() ? "" : said + " ") + "One of " + texts + ".");
      if (!out.has("type") && texts.get(0).isNumber()) {
        out.put("type", texts.get(0).isIntegralNumber() ? "integer" : "number");
      }
      return;
    }
    out.set("enum", texts);
    if (!out.has("type")) {
      out.put("type", "string");
    }
  }

  /** A bound that is left out itself; among integers the next one is the bound. */
  private static void bound(String name, JsonNode value, int step, ObjectNode out) {
    if (value.isIntegralNumber()
        && value.canConvertToLong()
        && out.path("type").asText().equals("integer")) {
      out.put(name, value.longValue() + step);
    }
  }

  /** What the dialect asks of a schema that JSON's does not. */
  private void settle(JsonNode schema, ObjectNode out) {
    if (schema.has("description") && schema.has("$ref")) {
      out.set("description", schema.get("description"));
    }
    String type = out.path("type").asText();
    if (type.isEmpty() && out.has("properties")) {
      out.put("type", "object");
    }
    if (type.equals("array") && !out.has("items")) {
      out.putObject("items").put("type", "string");
    }
    if (out.get("required") instanceof ArrayNode required) {
      JsonNode properties = out.path("properties");
      ArrayNode known = MAKE.arrayNode();
      for (JsonNode name : required) {
        if (properties.has(name.asText())) {
          known.add(name);
        }
      }
      out.remove("required");
      if (!known.isEmpty()) {
        out.set("required", known);
      }
    }
  }
}
