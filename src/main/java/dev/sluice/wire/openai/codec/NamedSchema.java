package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.JsonKey;
import org.jspecify.annotations.Nullable;

/** A JSON schema with a name, as OpenAI's APIs tell a function and an answer's format. */
public final class NamedSchema {
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey DESCRIPTION = JsonKey.of("description");
  private static final JsonKey STRICT = JsonKey.of("strict");

  private final FieldReader in;
  private final String field;
  private final JsonKey schemaKey;
  private @Nullable String name;
  private @Nullable String description;
  private @Nullable Json schema;
  private @Nullable Boolean strict;

  /**
   * One of which nothing was read.
   *
   * @param field name of its object, for failures
   * @param schema name of the member that holds the schema itself
   */
  public NamedSchema(FieldReader in, String field, JsonKey schema) {
    this.in = in;
    this.field = field;
    this.schemaKey = schema;
  }

  /** Reads the member that the reader is on; false when it says nothing of the schema. */
  public boolean member() {
    if (in.on(NAME)) {
      name = in.text(field + ".name");
    } else if (in.on(DESCRIPTION)) {
      description = in.text(field + ".description");
    } else if (in.on(schemaKey)) {
      schema = in.objectJson(field + "." + schemaKey);
    } else if (in.on(STRICT)) {
      strict = in.flag(field + ".strict");
    } else {
      return false;
    }
    return true;
  }

  /** The name, null when none was read. */
  public @Nullable String anyName() {
    return name;
  }

  /** The name, which has to be given. */
  public String name() {
    return in.given(name, field + ".name");
  }

  /** What it is for, null when nothing is said. */
  public @Nullable String description() {
    return description;
  }

  /** The schema itself, null when there is none. */
  public @Nullable Json schema() {
    return schema;
  }

  /** Whether it must be kept to, null when nothing is said. */
  public @Nullable Boolean strict() {
    return strict;
  }
}
