package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** What a tree must look like. */
final class Shape {
  private static final Path FOLDER = Path.of("src/test/resources/cluster");
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private final String name;
  private final Schema schema;

  private Shape(String name, JsonNode schema) {
    this.name = name;
    this.schema = REGISTRY.getSchema(schema);
  }

  /** A Kubernetes object of the kind; anything when we do not use the kind. */
  static Shape ofKind(String kind) {
    ObjectNode shapes = load("kubernetes.yaml").deepCopy();
    assertThat(shapes.path("$defs").has(kind)).as("a shape of " + kind).isTrue();
    shapes.put("$ref", "#/$defs/" + kind);
    return new Shape(kind, shapes);
  }

  /** What a file of shapes says. */
  static Shape named(String file) {
    return new Shape(file, load(file));
  }

  /** What a schema says that users have, too. */
  static Shape of(String name, JsonNode schema) {
    return new Shape(name, schema);
  }

  /** Fails with everything that is wrong. */
  void fits(JsonNode tree) {
    assertThat(schema.validate(tree)).as(name).isEmpty();
  }

  /** Whether nothing is wrong. */
  boolean allows(JsonNode tree) {
    return schema.validate(tree).isEmpty();
  }

  private static JsonNode load(String file) {
    try {
      return Yaml.file(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
