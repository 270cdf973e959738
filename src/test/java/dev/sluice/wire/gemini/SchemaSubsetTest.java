package dev.sluice.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.json.Json;
import org.junit.jupiter.api.Test;

/** Schemas that would be too much. */
final class SchemaSubsetTest {
  /** Each definition refers to the next one ten times: its whole has ten thousand millions. */
  @Test
  void aSchemaThatExplodesIsNotPutOut() {
    StringBuilder schema = new StringBuilder("{\"$ref\":\"#/$defs/d0\",\"$defs\":{");
    for (int i = 0; i < 10; i++) {
      schema.append(i == 0 ? "" : ",").append("\"d" + i + "\":{\"properties\":{");
      for (int k = 0; k < 10; k++) {
        schema.append(k == 0 ? "" : ",").append("\"p" + k + "\":{\"$ref\":\"#/$defs/d" + (i + 1));
        schema.append("\"}");
      }
      schema.append("}}");
    }
    assertThat(SchemaSubset.of(Json.parse(schema.append("}}").toString()))).isNull();
  }

  @Test
  void aReferenceToNothingIsAnything() {
    String schema = "{\"type\":\"object\",\"properties\":{\"a\":{\"$ref\":\"#/$defs/none\"}}}";
    assertThat(SchemaSubset.of(Json.parse(schema)))
        .isEqualTo(new Json("{\"type\":\"object\",\"properties\":{\"a\":{}}}"));
  }

  @Test
  void anObjectWithoutMembersIsEmpty() {
    assertThat(SchemaSubset.of(Json.parse("{\"properties\":{},\"type\":\"object\"}")))
        .isEqualTo(Json.EMPTY_OBJECT);
  }
}
