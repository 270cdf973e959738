package dev.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class NamePatternTest {
  @Property
  void matchesAsTheRegularExpressionDoes(
      @ForAll("texts") String pattern, @ForAll("texts") String name) {
    String expression =
        Arrays.stream(pattern.split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*"));

    assertThat(new NamePattern(pattern).matches(name)).isEqualTo(name.matches(expression));
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.strings().withChars("ab*").ofMaxLength(7);
  }
}
