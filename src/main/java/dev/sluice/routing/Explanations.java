package dev.sluice.routing;

import dev.sluice.model.Explanation;
import dev.sluice.model.Plan;
import dev.sluice.model.Target;
import java.util.Locale;

/** Explanations in short forms. Pure. */
public final class Explanations {
  private static final int LONGEST = 200;
  private static final String MORE = "...";

  private Explanations() {}

  /**
   * A plan in one line for a header: at most 200 printable ASCII characters, with the strategy, the
   * first targets with their scores where the plan is explained ({@code *} marks the front), and
   * what was left out.
   */
  public static String brief(Plan plan) {
    StringBuilder line = new StringBuilder(LONGEST);
    line.append(plan.strategy().id()).append(": ");
    Explanation explanation = plan.explanation();
    if (plan.targets().isEmpty()) {
      line.append("no target");
    } else if (explanation == null) {
      plan.targets().forEach(target -> append(line, target));
    } else {
      explanation.options().stream()
          .limit(plan.targets().size())
          .forEach(option -> append(line, option));
    }
    plan.fallbacks().forEach(fallback -> line.append("; then ").append(fallback.model().name()));
    plan.excluded()
        .forEach(
            out -> line.append("; not ").append(out.target()).append(' ').append(out.why().id()));
    return printable(line);
  }

  private static void append(StringBuilder line, Target target) {
    separate(line).append(target.id());
  }

  private static void append(StringBuilder line, Explanation.Option option) {
    separate(line).append(option.target());
    line.append(Boolean.TRUE.equals(option.front()) ? "*" : "");
    if (!Double.isNaN(option.score())) {
      line.append(String.format(Locale.ROOT, " %.4g", option.score()));
    }
  }

  private static StringBuilder separate(StringBuilder line) {
    return line.append(line.charAt(line.length() - 2) == ':' ? "" : ", ");
  }

  private static String printable(StringBuilder line) {
    for (int i = 0; i < line.length(); i++) {
      if (line.charAt(i) < ' ' || line.charAt(i) > '~') {
        line.setCharAt(i, '?');
      }
    }
    if (line.length() <= LONGEST) {
      return line.toString();
    }
    return line.substring(0, LONGEST - MORE.length()) + MORE;
  }
}
