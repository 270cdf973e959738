package dev.sluice.wire.canonical;

import dev.sluice.wire.json.Json;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tool by which a model is made to follow a schema: its arguments are the answer. */
public final class JsonTool {
  private static final Json ANYTHING = new Json("{\"type\":\"object\",\"properties\":{}}");

  /** An object's schema says so at its root, as a rule before all else. */
  private static final Pattern OBJECT = Pattern.compile("\"type\":(\"object\"|\\[[^]]*\"object\")");

  private static final String TASK =
      "Gives the answer. Call it exactly once, and say nothing else.";

  private JsonTool() {}

  /** The tool of a schema. Throws a refusal when the schema is not that of an object. */
  public static Tool of(ResponseFormat.Schema schema) {
    if (!OBJECT.matcher(schema.schema().text()).find()) {
      throw Dropped.refusal("response_format", "its schema has to be that of an object");
    }
    String description = schema.description();
    String task = description == null ? TASK : TASK + " " + description;
    return new Tool(WayBack.JSON_TOOL, task, schema.schema(), null, null);
  }

  /** The schema of any tool, for APIs that want an object at its root; null for anything. */
  public static Json rooted(@Nullable Json schema) {
    if (schema == null || schema.equals(Json.EMPTY_OBJECT)) {
      return ANYTHING;
    }
    if (schema.text().contains("\"type\":")) {
      return schema;
    }
    return new Json("{\"type\":\"object\"," + schema.text().substring(1));
  }
}
