package dev.sluice.cli.fleet;

import dev.sluice.config.load.ConfigException;
import dev.sluice.config.load.ConfigSource;
import java.util.function.Consumer;

/** Finds what is changed in a configuration while nodes run by it. One thread at a time. */
final class Edits {
  private final ConfigSource source;
  private final Consumer<String> changed;
  private final Consumer<String> say;
  private String passed;
  private String seen;

  /**
   * Nothing is changed yet.
   *
   * @param text of the configuration by which the nodes run
   * @param changed takes the text of a configuration that loads
   * @param say takes what is wrong with one that does not
   */
  Edits(ConfigSource source, String text, Consumer<String> changed, Consumer<String> say) {
    this.source = source;
    this.changed = changed;
    this.say = say;
    this.passed = text;
    this.seen = text;
  }

  /** Looks; a change is taken when it has rested for one look. */
  void look() {
    try {
      String text = source.text();
      boolean rests = text.equals(seen);
      seen = text;
      if (rests && !text.equals(passed)) {
        passed = text;
        var _ = source.load();
        changed.accept(text);
      }
    } catch (ConfigException e) {
      String problems = e.getMessage() == null ? e.toString() : e.getMessage();
      if (!problems.equals(seen)) {
        seen = problems;
        say.accept("the changed configuration is not passed on:\n" + problems);
      }
    }
  }
}
