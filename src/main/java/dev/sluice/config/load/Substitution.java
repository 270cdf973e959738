package dev.sluice.config.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces {@code ${NAME}} and {@code ${NAME:default}} by variables. A variable that is empty
 * counts as not set where there is a default. A dollar doubled before the brace stands for itself.
 */
final class Substitution {
  private static final Pattern REFERENCE =
      Pattern.compile("\\$\\$\\{|\\$\\{([A-Za-z_][A-Za-z0-9_]*)(?::([^}]*))?\\}|\\$\\{");

  private final Map<String, String> variables;

  Substitution(Map<String, String> variables) {
    this.variables = variables;
  }

  /**
   * A text after substitution.
   *
   * @param text the result; meaningless when something is wrong
   * @param wrong what is wrong, one message each
   */
  record Result(String text, List<String> wrong) {}

  /** Replaces every reference. */
  Result apply(String raw) {
    if (raw.indexOf("${") < 0) {
      return new Result(raw, List.of());
    }
    List<String> wrong = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher matcher = REFERENCE.matcher(raw);
    while (matcher.find()) {
      matcher.appendReplacement(text, Matcher.quoteReplacement(replacement(matcher, wrong)));
    }
    matcher.appendTail(text);
    return new Result(text.toString(), wrong);
  }

  private String replacement(Matcher matcher, List<String> wrong) {
    String name = matcher.group(1);
    if (name == null) {
      if (matcher.group().equals("${")) {
        wrong.add(
            "has a ${ that does not begin ${NAME} or ${NAME:default}; write $${ for the text");
      }
      return "${";
    }
    String value = variables.get(name);
    String otherwise = matcher.group(2);
    if (otherwise != null) {
      return value == null || value.isEmpty() ? otherwise : value;
    }
    if (value == null) {
      wrong.add(
          "the variable %s is not set%s; set it, or write ${%s:default}"
              .formatted(name, Suggestion.phrase(name, variables.keySet()), name));
      return "";
    }
    return value;
  }
}
