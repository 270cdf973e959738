package dev.sluice.wire.openai.fields;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.FieldRule;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Splices say the same as changes of a tree would. */
final class FieldMapProperties {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final FieldMap MAP =
      new FieldMap(
          Map.of("a", FieldRule.DROP, "b", FieldRule.renamed("c"), "d", FieldRule.DROP), Map.of());

  @Property(tries = 500)
  void aFieldIsDroppedOrRenamedAndNoOtherTouched(@ForAll("bodies") String body)
      throws JsonProcessingException {
    ObjectNode expected = (ObjectNode) MAPPER.readTree(body);
    expected.remove(List.of("a", "d"));
    JsonNode renamed = expected.remove("b");
    if (renamed != null && !renamed.isNull()) {
      expected.set("c", renamed);
    }

    Buffer made = MAP.apply(Buffer.buffer(body), new Dropped(false));

    assertThat(MAPPER.readTree(made.toString())).isEqualTo(expected);
    assertThat(MAP.apply(made, new Dropped(false))).isSameAs(made);
  }

  @Provide
  Arbitrary<String> bodies() {
    Arbitrary<String> name = Arbitraries.of("a", "b", "c", "d", "e", "f");
    Arbitrary<String> value =
        Arbitraries.of(
            "1", "null", "\"x\\\"}\"", "[1,{\"a\":2}]", "{\"b\":[]}", "-1.50e3", "\"é\"");
    Arbitrary<String> space = Arbitraries.of("", " ", "\n\t");
    return name.list()
        .uniqueElements()
        .ofMaxSize(6)
        .flatMap(names ->
            value
                .list()
                .ofSize(names.size())
                .flatMap(values -> space.map(gap -> body(names, values, gap))));
  }

  private static String body(List<String> names, List<String> values, String gap) {
    StringBuilder body = new StringBuilder("{").append(gap);
    for (int i = 0; i < names.size(); i++) {
      body.append(i == 0 ? "" : gap + "," + gap);
      body.append('"').append(names.get(i)).append("\":").append(gap).append(values.get(i));
    }
    return body.append(gap).append('}').toString();
  }
}
