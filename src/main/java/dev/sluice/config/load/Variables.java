package dev.sluice.config.load;

import dev.sluice.config.InvalidSettingException;
import dev.sluice.config.InvalidSettingException.Violation;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables that are being read. An empty one counts as not set; none is ever shown.
 */
final class Variables {
  /** What stands for the file in a problem. */
  static final String SOURCE = "environment";

  private final Map<String, String> all;
  private final Problems problems;

  Variables(Map<String, String> all, Problems problems) {
    this.all = all;
    this.problems = problems;
  }

  void problem(String name, String message) {
    problems.add(SOURCE, 0, name, message);
  }

  /** The text without blanks around it, null when it is not set or empty. */
  @Nullable String text(String name) {
    String text = all.get(name);
    return text == null || text.isBlank() ? null : text.strip();
  }

  /** The value that the text stands for, the other one when it is not set or wrong. */
  <T> T value(String name, Function<String, @Nullable T> parse, String rule, T otherwise) {
    String text = text(name);
    if (text == null) {
      return otherwise;
    }
    T value = parse.apply(text);
    if (value == null) {
      problem(name, rule);
      return otherwise;
    }
    return value;
  }

  /** Makes the record and tells what is wrong with it; null when it cannot be. */
  <T> @Nullable T build(Supplier<T> make, Function<String, String> variableOfKey) {
    try {
      return make.get();
    } catch (InvalidSettingException e) {
      for (Violation violation : e.violations()) {
        problem(variableOfKey.apply(violation.key()), violation.requirement());
      }
      return null;
    }
  }
}
