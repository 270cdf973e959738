package dev.sluice.wire.openai.fields;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.FieldRule;
import dev.sluice.model.FieldRule.Treatment;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FieldMapTest {
  private static final double NONE = Double.NaN;

  private final Dropped dropped = new Dropped(false);

  private static FieldMap map(Object... rules) {
    Map<String, FieldRule> fields = new LinkedHashMap<>();
    for (int i = 0; i < rules.length; i += 2) {
      fields.put((String) rules[i], (FieldRule) rules[i + 1]);
    }
    return new FieldMap(fields, Map.of());
  }

  private static FieldRule rule(
      Map<String, String> words, Set<String> kinds, double least, double most, Treatment other) {
    return new FieldRule(Treatment.KEEP, null, words, kinds, least, most, other, null);
  }

  private static FieldRule absent(String json) {
    return new FieldRule(
        Treatment.KEEP, null, Map.of(), Set.of(), NONE, NONE, Treatment.KEEP, json);
  }

  @CanIgnoreReturnValue
  private String apply(FieldMap map, String body) {
    return map.apply(Buffer.buffer(body), dropped).toString();
  }

  @Test
  void aBodyThatFitsIsPassedOnItself() {
    Buffer body = Buffer.buffer("{ \"model\" : \"m\", \"seed\":9007199254740993 }");

    assertThat(map("logit_bias", FieldRule.DROP).apply(body, dropped)).isSameAs(body);
    assertThat(FieldMap.NONE.apply(body, dropped)).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"x\":2,\"b\":3}|{\"a\":1,\"b\":3}",
        "{ \"x\" : [1, {}] , \"a\" : 1 }|{\"a\" : 1 }",
        "{\"a\":1 , \"x\":2 }|{\"a\":1 }",
        "{\"x\":2}|{}",
        "{\"x\":2,\"x\":3,\"a\":1e-7}|{\"a\":1e-7}",
        "{\"\\u0078\":2,\"a\":1}|{\"a\":1}",
        "{\"x\":null,\"a\":null}|{\"a\":null}",
        "{}|{}",
      })
  void whatIsDroppedIsCutOutAndNothingElse(String body, String expected) {
    assertThat(apply(map("x", FieldRule.DROP), body)).isEqualTo(expected);
  }

  @Test
  void whatIsDroppedIsTold() {
    String made =
        apply(
            map("x", FieldRule.DROP, "stream_options", FieldRule.DROP),
            "{\"x\":1,\"stream_options\":{\"include_usage\":true},\"y\":2}");

    assertThat(made).isEqualTo("{\"y\":2}");
    assertThat(dropped.header()).isEqualTo("x; reason=\"the provider does not know it\"");
  }

  @Test
  void aNullIsNoLoss() {
    apply(map("x", FieldRule.DROP, "y", FieldRule.REFUSE), "{\"x\":null,\"y\":null}");

    assertThat(dropped.losses()).isEmpty();
  }

  @Test
  void aFieldThatIsRefusedIsNamed() {
    FailureException refused =
        catchThrowableOfType(
            FailureException.class,
            () -> apply(map("logprobs", FieldRule.REFUSE), "{\"logprobs\":true}"));

    assertThat(refused.failure())
        .isInstanceOfSatisfying(
            Failure.BadRequest.class,
            failure -> {
              assertThat(failure.param()).isEqualTo("logprobs");
              assertThat(failure.code()).isEqualTo("unsupported_parameter");
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"max_completion_tokens\": 5}|{\"max_tokens\": 5}",
        "{\"max_tokens\":7,\"max_completion_tokens\":5}|{\"max_tokens\":5}",
        "{\"max_completion_tokens\":5,\"max_tokens\":7,\"a\":1}|{\"max_tokens\":5,\"a\":1}",
        "{\"max_completion_tokens\":null,\"max_tokens\":7}|{\"max_tokens\":7}",
        "{\"max_tokens\":7}|{\"max_tokens\":7}",
      })
  void aFieldOfAnotherNamePrevailsOverTheOneThatHasTheName(String body, String expected) {
    FieldMap map = map("max_completion_tokens", FieldRule.renamed("max_tokens"));

    assertThat(apply(map, body)).isEqualTo(expected);
    assertThat(dropped.losses()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"t\":1.7,\"a\":1}|{\"t\":1,\"a\":1}",
        "{\"t\":-0.5}|{\"t\":0}",
        "{\"t\":0.25}|{\"t\":0.25}",
        "{\"t\":1.0}|{\"t\":1.0}",
        "{\"t\":\"hot\"}|{\"t\":\"hot\"}",
      })
  void aNumberIsPutWithinItsBounds(String body, String expected) {
    FieldRule bounds = rule(Map.of(), Set.of(), 0, 1, Treatment.KEEP);

    assertThat(apply(map("t", bounds), body)).isEqualTo(expected);
  }

  @Test
  void aNumberThatChangesTheAnswersShapeIsRefused() {
    FieldMap map = map("n", rule(Map.of(), Set.of(), NONE, 1, Treatment.REFUSE));

    assertThat(apply(map, "{\"n\":1}")).isEqualTo("{\"n\":1}");
    assertThat(catchThrowableOfType(FailureException.class, () -> apply(map, "{\"n\":2}")))
        .isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"c\":\"auto\"}|{\"c\":\"auto\"}",
        "{\"c\":\"required\"}|{\"c\":\"any\"}",
        "{\"c\":{\"type\":\"function\",\"x\":1},\"a\":1}|{\"c\":{\"type\":\"function\",\"x\":1},\"a\":1}",
        "{\"c\":{\"x\":1,\"type\":\"allowed_tools\"},\"a\":1}|{\"a\":1}",
        "{\"c\":\"never\"}|{}",
        "{\"c\":[1]}|{}",
      })
  void aValueIsKnownByItsKind(String body, String expected) {
    FieldRule choice =
        rule(Map.of("required", "any"), Set.of("auto", "function"), NONE, NONE, Treatment.DROP);

    assertThat(apply(map("c", choice), body)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1}|{\"a\":1,\"safe\":false}",
        "{}|{\"safe\":false}",
        "{\"safe\":null }|{\"safe\":false }",
        "{\"safe\":true}|{\"safe\":true}",
        "{\"x\":1}|{\"safe\":false}",
      })
  void whatIsNotSaidIsSupplied(String body, String expected) {
    assertThat(apply(map("x", FieldRule.DROP, "safe", absent("false")), body)).isEqualTo(expected);
  }

  @Test
  void messagesHaveRulesOfTheirOwn() {
    FieldRule role = rule(Map.of("developer", "system"), Set.of(), NONE, NONE, Treatment.KEEP);
    FieldMap map =
        new FieldMap(Map.of("user", FieldRule.DROP), Map.of("role", role, "name", FieldRule.DROP));

    assertThat(
            apply(
                map,
                "{\"user\":\"u\",\"messages\":[{\"role\":\"developer\",\"content\":\"Grüße\"},"
                    + "{\"name\":\"x\",\"role\":\"user\",\"content\":[{\"role\":\"developer\"}]},3],"
                    + "\"model\":\"m\"}"))
        .isEqualTo(
            "{\"messages\":[{\"role\":\"system\",\"content\":\"Grüße\"},"
                + "{\"role\":\"user\",\"content\":[{\"role\":\"developer\"}]},3],"
                + "\"model\":\"m\"}");
  }

  @Test
  void aSliceOfALargerBufferIsReadAsItself() {
    Buffer body = Buffer.buffer("xx{\"x\":1,\"a\":2}yy");

    assertThat(map("x", FieldRule.DROP).apply(body.slice(2, body.length() - 2), dropped))
        .hasToString("{\"a\":2}");
  }
}
