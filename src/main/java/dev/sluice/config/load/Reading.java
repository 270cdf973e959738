package dev.sluice.config.load;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** One file that is being read: where its problems go and what its references stand for. */
final class Reading {
  // Aliases let a short file stand for a very long one.
  private static final int MOST_NODES = 50_000;

  private final String file;
  private final Problems problems;
  private final Substitution substitution;
  private int nodes;

  Reading(String file, Problems problems, Map<String, String> variables) {
    this.file = file;
    this.problems = problems;
    this.substitution = new Substitution(variables);
  }

  /**
   * A scalar's text.
   *
   * @param text after substitution, without blanks around it; may be empty
   * @param raw as it stands in the file: fit for a message, where the substituted text is not
   */
  record Scalar(String text, String raw) {}

  void problem(int line, String path, String message) {
    problems.add(file, line, path, message);
  }

  /** The line of the node, from 1. */
  static int line(Node node) {
    Optional<Mark> mark = node.getStartMark();
    return mark.isPresent() ? mark.get().getLine() + 1 : 0;
  }

  /** Whether the node is nothing: {@code null}, {@code ~} or no text at all. */
  static boolean isNothing(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && switch (scalar.getValue().toLowerCase(Locale.ROOT)) {
          case "", "~", "null" -> true;
          default -> false;
        };
  }

  /** The scalar, or null after a problem was told: it is no scalar, or its references fail. */
  @Nullable Scalar scalar(Node node, int line, String path) {
    visit(line, path);
    if (!(node instanceof ScalarNode scalar)) {
      problem(line, path, "must be a single value");
      return null;
    }
    Substitution.Result result = substitution.apply(scalar.getValue());
    for (String wrong : result.wrong()) {
      problem(line, path, wrong);
    }
    return result.wrong().isEmpty() ? new Scalar(result.text().strip(), scalar.getValue()) : null;
  }

  /** Value of a variable of the environment, null when it is not set or empty. */
  @Nullable String variable(String name) {
    String value = substitution.apply("${" + name + ":}").text().strip();
    return value.isEmpty() ? null : value;
  }

  /** Counts a node. */
  void visit(int line, String path) {
    nodes++;
    if (nodes > MOST_NODES) {
      problem(line, path, "the file stands for more than %d values".formatted(MOST_NODES));
      throw problems.exception();
    }
  }
}
