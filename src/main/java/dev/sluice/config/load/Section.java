package dev.sluice.config.load;

import dev.sluice.config.InvalidSettingException;
import dev.sluice.config.InvalidSettingException.Violation;
import dev.sluice.config.load.Reading.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * A mapping that is being read. Keys are asked for one by one; one that nobody asked for is
 * unknown. A value that is wrong is told as a problem and read as if it were absent, so that the
 * reading goes on.
 */
final class Section {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_*-]+");
  private static final int LONGEST_SHOWN = 24;

  private final Reading reading;
  private final String path;
  private final int line;
  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final Set<String> asked = new LinkedHashSet<>();
  private final Map<String, String> shown = new LinkedHashMap<>();

  private record Entry(int line, Node value) {}

  private Section(Reading reading, String path, int line) {
    this.reading = reading;
    this.path = path;
    this.line = line;
  }

  /** The node's mapping; empty after a problem was told when it is none. */
  static Section of(Reading reading, Node node, int line, String path) {
    Section section = new Section(reading, path, line);
    reading.visit(line, path);
    if (node instanceof MappingNode mapping) {
      mapping.getValue().forEach(section::add);
    } else if (!Reading.isNothing(node)) {
      reading.problem(line, path, "must be a mapping of keys to values");
    }
    return section;
  }

  private void add(NodeTuple tuple) {
    int place = Reading.line(tuple.getKeyNode());
    if (!(tuple.getKeyNode() instanceof ScalarNode scalar)) {
      reading.problem(place, path, "a key must be a single value");
      return;
    }
    String key = scalar.getValue();
    Entry first = entries.putIfAbsent(key, new Entry(place, tuple.getValueNode()));
    if (first != null) {
      reading.problem(
          place, pathOf(key), "duplicate key; it stands in line %d already".formatted(first.line));
    }
  }

  int line() {
    return line;
  }

  /** Whether the key stands there, with or without a value. */
  boolean given(String key) {
    return entries.containsKey(key);
  }

  /** Whether the key stands there with a value, be it an empty list or mapping. */
  boolean has(String key) {
    Entry entry = entries.get(key);
    return entry != null && !Reading.isNothing(entry.value);
  }

  /** Whether a mapping stands below the key. */
  boolean hasMapping(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.value instanceof MappingNode;
  }

  /** The keys in the order of the file. */
  Set<String> keys() {
    return Collections.unmodifiableSet(entries.keySet());
  }

  /** Tells a problem of a key; the empty key stands for the section itself. */
  void problem(String key, String message) {
    if (key.isEmpty()) {
      reading.problem(line, path, message);
      return;
    }
    Entry entry = entries.get(key);
    reading.problem(entry == null ? line : entry.line, pathOf(key), message);
  }

  /** The text, null when it is absent, empty or wrong. */
  @Nullable String text(String key) {
    Scalar scalar = scalar(key);
    return scalar == null || scalar.text().isEmpty() ? null : scalar.text();
  }

  /** Value of a variable of the environment, null when it is not set or empty. */
  @Nullable String variable(String name) {
    return reading.variable(name);
  }

  /** The text as it stands in the file, fit for a message. */
  String raw(String key) {
    Entry entry = entries.get(key);
    return entry != null && entry.value instanceof ScalarNode scalar ? scalar.getValue() : "";
  }

  /** The text, the other one when it is absent, empty or wrong. */
  String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  /** The value that the text stands for, the other one when it is absent, empty or wrong. */
  <T> T value(String key, Function<String, @Nullable T> parse, String rule, T otherwise) {
    T value = value(key, parse, rule);
    return value == null ? otherwise : value;
  }

  /** The value that the text stands for, null when it is absent, empty or wrong. */
  <T> @Nullable T value(String key, Function<String, @Nullable T> parse, String rule) {
    Scalar scalar = scalar(key);
    if (scalar == null || scalar.text().isEmpty()) {
      return null;
    }
    if (scalar.raw().length() <= LONGEST_SHOWN) {
      shown.put(key, scalar.raw());
    }
    T value = parse.apply(scalar.text());
    if (value == null) {
      problem(key, rule + notWhatIsThere(key));
    }
    return value;
  }

  /** The mapping below the key; an empty one when it is absent or wrong. */
  Section section(String key) {
    Entry entry = ask(key);
    return entry == null
        ? new Section(reading, pathOf(key), line)
        : of(reading, entry.value, entry.line, pathOf(key));
  }

  /** Every key with the mapping below it. */
  Map<String, Section> sections() {
    Map<String, Section> all = new LinkedHashMap<>();
    entries.keySet().forEach(key -> all.put(key, section(key)));
    return all;
  }

  /** Every key with its text; what is absent, empty or wrong is left out. */
  Map<String, String> texts() {
    Map<String, String> all = new LinkedHashMap<>();
    for (String key : entries.keySet()) {
      String text = text(key);
      if (text != null) {
        all.put(key, text);
      }
    }
    return all;
  }

  /** The texts of the list below the key; a single text counts as a list of one. */
  List<String> texts(String key) {
    return items(key).stream().map(Item::text).toList();
  }

  /** As {@link #texts}, each with its place. */
  List<Item> items(String key) {
    List<Item> items = new ArrayList<>();
    for (Element element : elements(key)) {
      Scalar scalar = reading.scalar(element.node, element.line, element.path);
      if (scalar != null && !scalar.text().isEmpty()) {
        items.add(new Item(reading, element.line, element.path, scalar.text(), scalar.raw()));
      }
    }
    return items;
  }

  /** The text with its place, null when it is absent, empty or wrong. */
  @Nullable Item item(String key) {
    String text = text(key);
    Entry entry = entries.get(key);
    return text == null || entry == null
        ? null
        : new Item(reading, entry.line, pathOf(key), text, raw(key));
  }

  /** The key itself with its place. */
  Item itemOfKey(String key) {
    Entry entry = entries.get(key);
    return new Item(reading, entry == null ? line : entry.line, pathOf(key), key, key);
  }

  /** The mappings of the list below the key. */
  List<Section> list(String key) {
    return elements(key).stream()
        .map(element -> of(reading, element.node, element.line, element.path))
        .toList();
  }

  private record Element(Node node, int line, String path) {}

  private List<Element> elements(String key) {
    Entry entry = ask(key);
    if (entry == null) {
      return List.of();
    }
    if (!(entry.value instanceof SequenceNode sequence)) {
      if (entry.value instanceof ScalarNode) {
        return List.of(new Element(entry.value, entry.line, pathOf(key)));
      }
      problem(key, "must be a list");
      return List.of();
    }
    List<Element> elements = new ArrayList<>();
    for (Node node : sequence.getValue()) {
      String place = "%s[%d]".formatted(pathOf(key), elements.size());
      elements.add(new Element(node, Reading.line(node), place));
    }
    return elements;
  }

  /** Makes the record and tells what is wrong with it; the other one when it cannot be. */
  <T> T build(Supplier<T> make, T otherwise) {
    T made = build(make);
    return made == null ? otherwise : made;
  }

  /** Makes the record and tells what is wrong with it; null when it cannot be. */
  <T> @Nullable T build(Supplier<T> make) {
    T made = check(make);
    rejectUnknown();
    return made;
  }

  /** As {@link #build}, for a part of the section: unknown keys are left for later. */
  <T> @Nullable T check(Supplier<T> make) {
    try {
      return make.get();
    } catch (InvalidSettingException e) {
      for (Violation violation : e.violations()) {
        tell(violation);
      }
      return null;
    }
  }

  /** Tells the keys that nobody asked for. */
  void rejectUnknown() {
    for (String key : entries.keySet()) {
      if (!asked.contains(key)) {
        problem(key, "unknown key" + Suggestion.phrase(key, asked));
      }
    }
  }

  private void tell(Violation violation) {
    problem(violation.key(), violation.requirement() + notWhatIsThere(violation.key()));
  }

  private String notWhatIsThere(String key) {
    String raw = shown.get(key);
    return raw == null ? "" : ", not \"%s\"".formatted(raw);
  }

  private @Nullable Scalar scalar(String key) {
    Entry entry = ask(key);
    return entry == null ? null : reading.scalar(entry.value, entry.line, pathOf(key));
  }

  private @Nullable Entry ask(String key) {
    asked.add(key);
    Entry entry = entries.get(key);
    return entry == null || Reading.isNothing(entry.value) ? null : entry;
  }

  private String pathOf(String key) {
    String step = PLAIN.matcher(key).matches() ? key : '"' + key + '"';
    return path.isEmpty() ? step : path + "." + step;
  }
}
