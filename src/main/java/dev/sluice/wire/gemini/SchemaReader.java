package dev.sluice.wire.gemini;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonTree;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Schemas of the dialect as JSON schemas: types in lower case, bounds as numbers. */
final class SchemaReader {
  /** Bounds that the dialect writes as texts, because they have 64 bits. */
  private static final Set<String> COUNTS =
      Set.of("minItems", "maxItems", "minProperties", "maxProperties", "minLength", "maxLength");

  private static final Set<String> OWN = Set.of("propertyOrdering", "example");
  private static final JsonNodeFactory MAKE = JsonNodeFactory.instance;
  private static final SchemaMemo KNOWN = new SchemaMemo(SchemaReader::converted);

  private SchemaReader() {}

  /** The JSON schema that a schema of the dialect stands for. */
  static Json read(Json schema) {
    return Objects.requireNonNull(KNOWN.of(schema));
  }

  private static Json converted(Json schema) {
    byte[] in = schema.text().getBytes(StandardCharsets.UTF_8);
    JsonNode made = convert(JsonTree.read(in, 0, in.length));
    return new Json(new String(JsonTree.write(made), StandardCharsets.UTF_8));
  }

  private static JsonNode convert(JsonNode schema) {
    if (!schema.isObject()) {
      return schema;
    }
    ObjectNode out = MAKE.objectNode();
    for (Map.Entry<String, JsonNode> member : schema.properties()) {
      member(member.getKey(), member.getValue(), out);
    }
    if (schema.path("nullable").asBoolean()) {
      nullable(out);
    }
    return out;
  }

  private static void member(String name, JsonNode value, ObjectNode out) {
    switch (name) {
      case "type" -> {
        if (value.isTextual() && !value.asText().equals("TYPE_UNSPECIFIED")) {
          out.put(name, value.asText().toLowerCase(Locale.ROOT));
        }
      }
      case "nullable" -> {
        // Told by the type.
      }
      case "format" -> {
        if (!value.asText().equals("enum")) {
          out.set(name, value);
        }
      }
      case "properties" -> {
        ObjectNode properties = out.putObject(name);
        for (Map.Entry<String, JsonNode> property : value.properties()) {
          properties.set(property.getKey(), convert(property.getValue()));
        }
      }
      case "items" -> out.set(name, convert(value));
      case "anyOf", "any_of" -> {
        ArrayNode several = out.putArray("anyOf");
        value.forEach(one -> several.add(convert(one)));
      }
      default -> {
        if (COUNTS.contains(name) && value.isTextual() && value.asText().matches("[0-9]{1,9}")) {
          out.put(name, Integer.parseInt(value.asText()));
        } else if (!OWN.contains(name)) {
          out.set(name, value);
        }
      }
    }
  }

  private static void nullable(ObjectNode out) {
    JsonNode type = out.get("type");
    if (type != null) {
      out.set("type", MAKE.arrayNode().add(type).add("null"));
    } else if (out.get("anyOf") instanceof ArrayNode several) {
      several.addObject().put("type", "null");
    }
    if (out.get("enum") instanceof ArrayNode choices) {
      choices.addNull();
    }
  }
}
