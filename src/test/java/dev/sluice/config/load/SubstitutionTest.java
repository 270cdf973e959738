package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SubstitutionTest {
  private final Substitution substitution =
      new Substitution(Map.of("NAME", "value", "EMPTY", "", "ODD", "$1${NAME}"));

  @ParameterizedTest
  @CsvSource({
    "plain,plain",
    "${NAME},value",
    "a-${NAME}-b-${NAME},a-value-b-value",
    "${NAME:other},value",
    "${NONE:other},other",
    "${NONE:http://a:1/b},http://a:1/b",
    "${NONE:},''",
    "${EMPTY},''",
    "${EMPTY:other},other",
    "$${NAME},${NAME}",
    "$NAME,$NAME",
    "${ODD},$1${NAME}"
  })
  void replacesReferences(String raw, String expected) {
    assertThat(substitution.apply(raw).text()).isEqualTo(expected);
    assertThat(substitution.apply(raw).wrong()).isEmpty();
  }

  @Test
  void tellsEveryVariableThatIsNotSet() {
    assertThat(substitution.apply("${NAMES}${NEITHER_OF_BOTH}").wrong())
        .containsExactly(
            "the variable NAMES is not set; did you mean \"NAME\"?; set it, or write"
                + " ${NAMES:default}",
            "the variable NEITHER_OF_BOTH is not set; set it, or write ${NEITHER_OF_BOTH:default}");
  }

  @ParameterizedTest
  @CsvSource({"${NAME", "${}", "${1A}", "${a-b}"})
  void tellsReferencesThatAreNone(String raw) {
    assertThat(substitution.apply(raw).wrong()).hasSize(1);
  }
}
