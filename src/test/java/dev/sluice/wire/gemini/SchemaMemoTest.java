package dev.sluice.wire.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class SchemaMemoTest {
  private final List<Json> converted = new ArrayList<>();
  private final SchemaMemo memo = new SchemaMemo(this::convert);

  private @Nullable Json convert(Json schema) {
    converted.add(schema);
    return schema.text().length() == 2 ? null : new Json("[" + schema.text() + "]");
  }

  private static Json schema(int number, int length) {
    return new Json("\"" + number + "x".repeat(length) + "\"");
  }

  @Test
  void whatWasConvertedIsNotConvertedAgain() {
    for (int i = 0; i < 3; i++) {
      assertThat(memo.of(schema(7, 5))).isEqualTo(new Json("[\"7xxxxx\"]"));
      assertThat(memo.of(Json.EMPTY_OBJECT)).isNull();
    }
    assertThat(converted).containsExactly(schema(7, 5), Json.EMPTY_OBJECT);
  }

  @Test
  void nothingLongAndNotManyAreRemembered() {
    for (int i = 0; i < 2; i++) {
      assertThat(memo.of(schema(1, SchemaMemo.LONGEST))).isNotNull();
    }
    assertThat(converted).hasSize(2);

    for (int i = 0; i <= SchemaMemo.MOST; i++) {
      assertThat(memo.of(schema(i, 3))).isEqualTo(new Json("[" + schema(i, 3).text() + "]"));
    }
    converted.clear();
    assertThat(memo.of(schema(SchemaMemo.MOST, 3))).isNotNull();
    assertThat(converted).isEmpty();
    assertThat(memo.of(schema(0, 3))).isNotNull();
    assertThat(converted).hasSize(1);
  }
}
