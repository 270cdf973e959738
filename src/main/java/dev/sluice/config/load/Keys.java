package dev.sluice.config.load;

import dev.sluice.model.Price;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A mapping of a YAML file of another kind than the configuration, read by the same rules: what is
 * wrong is told with its place and read as if it were absent, and a key that nobody asked for is
 * unknown.
 */
public final class Keys {
  private final Section section;

  private Keys(Section section) {
    this.section = section;
  }

  /**
   * What the reader makes of a file.
   *
   * @param reader gives null only after it told a problem
   * @throws ConfigException with every problem
   */
  public static <T> T load(Path file, Function<Keys, @Nullable T> reader) {
    return parse(file.toString(), ConfigLoader.read(file), reader);
  }

  /**
   * What the reader makes of a text; the name stands for the file in problems.
   *
   * @param reader gives null only after it told a problem
   * @throws ConfigException with every problem
   */
  public static <T> T parse(String name, String text, Function<Keys, @Nullable T> reader) {
    Problems problems = new Problems();
    T made = reader.apply(new Keys(YamlDocument.open(name, text, Map.of(), problems)));
    problems.enforce();
    if (made == null) {
      throw new IllegalStateException(name + " could not be read, and no problem was told");
    }
    return made;
  }

  /** Whether the key stands there, with or without a value. */
  public boolean given(String key) {
    return section.given(key);
  }

  /** The text, null when it is absent, empty or wrong. */
  public @Nullable String text(String key) {
    return section.text(key);
  }

  /** The value that the text stands for, the other one when it is absent, empty or wrong. */
  public <T> T value(String key, Function<String, @Nullable T> parse, String rule, T otherwise) {
    return section.value(key, parse, rule, otherwise);
  }

  /** The whole number, the other one when it is absent, empty or wrong. */
  public int whole(String key, int otherwise) {
    return Values.whole(section, key, otherwise);
  }

  /** The number, the other one when it is absent, empty or wrong. */
  public double number(String key, double otherwise) {
    return Values.number(section, key, otherwise);
  }

  /** The duration, the other one when it is absent, empty or wrong. */
  public Duration duration(String key, Duration otherwise) {
    return Values.duration(section, key, otherwise);
  }

  /** The price below the key, in US dollars per million tokens; free when it is not given. */
  public Price price(String key) {
    Section prices = section.section(key);
    Long input = Values.price(prices, "input");
    Long cached = Values.price(prices, "cached_input");
    Long output = Values.price(prices, "output");
    prices.rejectUnknown();
    long uncached = input == null ? 0 : input;
    return new Price(uncached, cached == null ? uncached : cached, output == null ? 0 : output);
  }

  /** The mapping below the key; an empty one when it is absent or wrong. */
  public Keys section(String key) {
    return new Keys(section.section(key));
  }

  /** Every key with the mapping below it. */
  public Map<String, Keys> sections() {
    Map<String, Keys> all = new LinkedHashMap<>();
    section.sections().forEach((key, below) -> all.put(key, new Keys(below)));
    return all;
  }

  /** The mappings of the list below the key. */
  public List<Keys> list(String key) {
    return section.list(key).stream().map(Keys::new).toList();
  }

  /** The texts of the list below the key; a single text counts as a list of one. */
  public List<String> texts(String key) {
    return section.texts(key);
  }

  /** Tells a problem of a key; the empty key stands for the mapping itself. */
  public void problem(String key, String message) {
    section.problem(key, message);
  }

  /**
   * Makes a record out of what was read, tells what is wrong with it, and tells the keys that
   * nobody asked for; null when it cannot be made.
   */
  public <T> @Nullable T build(Supplier<T> make) {
    return section.build(make);
  }

  /** Tells the keys that nobody asked for. */
  public void rejectUnknown() {
    section.rejectUnknown();
  }
}
