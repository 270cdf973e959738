package dev.sluice.config.load;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** The outermost mapping of a YAML text. */
final class YamlDocument {
  private static final int MOST_CHARACTERS = 1 << 20;
  private static final int DEEPEST = 32;

  private YamlDocument() {}

  /**
   * Composes the text.
   *
   * @throws ConfigException when it is no YAML
   */
  static Section open(String file, String text, Map<String, String> variables, Problems problems) {
    Reading reading = new Reading(file, problems, variables);
    if (text.length() > MOST_CHARACTERS) {
      problems.add(file, 0, "", "must be at most %d characters".formatted(MOST_CHARACTERS));
      throw problems.exception();
    }
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    try {
      limitDepth(settings, file, text, problems);
      return compose(settings, reading, file, text, problems);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      int line = mark.isPresent() ? mark.get().getLine() + 1 : 0;
      problems.add(file, line, "", "is not YAML: " + firstLine(e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(file, 0, "", "is not YAML: " + firstLine(e.getMessage()));
    }
    throw problems.exception();
  }

  /** Composes a text of the program itself, whose form is known to be right. */
  static Section openOwn(String file, String text, Problems problems) {
    LoadSettings settings = LoadSettings.builder().setLabel(file).build();
    Reading reading = new Reading(file, problems, Map.of());
    return compose(settings, reading, file, text, problems);
  }

  private static Section compose(
      LoadSettings settings, Reading reading, String file, String text, Problems problems) {
    Optional<Node> root = new Compose(settings).composeString(text);
    if (root.isEmpty()) {
      problems.add(file, 0, "", "is empty");
      throw problems.exception();
    }
    return Section.of(reading, root.get(), Reading.line(root.get()), "");
  }

  /** Composing recurses: a deep text would exhaust the stack. */
  private static void limitDepth(
      LoadSettings settings, String file, String text, Problems problems) {
    int depth = 0;
    for (Event event : new Parse(settings).parseString(text)) {
      if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
        Optional<Mark> mark = event.getStartMark();
        int line = mark.isPresent() ? mark.get().getLine() + 1 : 0;
        problems.add(file, line, "", "is nested more than %d deep".formatted(DEEPEST));
        throw problems.exception();
      } else if (event instanceof CollectionEndEvent) {
        depth--;
      }
    }
  }

  private static String firstLine(@Nullable String text) {
    return text == null ? "it cannot be read" : text.lines().findFirst().orElse("");
  }
}
