package dev.sluice.config.load;

import dev.sluice.model.FieldRule;
import dev.sluice.model.FieldRule.Treatment;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and writes the rules of a request's fields. */
final class FieldRules {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
  private static final Pattern PLAIN = Pattern.compile("true|false|-?(0|[1-9]\\d*)(\\.\\d+)?");
  private static final String NAME_RULE = "must be letters, digits, dots, dashes or underscores";

  private FieldRules() {}

  /** The rules of a section, by field. */
  static Map<String, FieldRule> read(Section section) {
    Map<String, FieldRule> rules = new LinkedHashMap<>();
    for (String field : section.keys()) {
      if (!NAME.matcher(field).matches()) {
        section.itemOfKey(field).problem(NAME_RULE);
      }
      FieldRule rule =
          section.hasMapping(field) ? rule(section.section(field)) : word(section, field);
      if (rule != null) {
        rules.put(field, rule);
      }
    }
    return rules;
  }

  private static FieldRule word(Section section, String field) {
    return of(Values.choice(section, field, Treatment::id, Treatment.KEEP));
  }

  private static FieldRule of(Treatment treatment) {
    return switch (treatment) {
      case KEEP -> FieldRule.KEEP;
      case DROP -> FieldRule.DROP;
      case REFUSE -> FieldRule.REFUSE;
    };
  }

  private static @Nullable FieldRule rule(Section section) {
    String name = section.text("rename");
    if (name != null && !NAME.matcher(name).matches()) {
      section.problem("rename", NAME_RULE);
    }
    double least = Values.number(section, "least", Double.NaN);
    double most = Values.number(section, "most", Double.NaN);
    if (least > most) {
      section.problem("least", "must not be above most");
    }
    Treatment otherwise = Values.choice(section, "otherwise", Treatment::id, Treatment.KEEP);
    Map<String, String> words = section.section("words").texts();
    var kinds = new LinkedHashSet<>(section.texts("kinds"));
    if (!kinds.isEmpty() && otherwise == Treatment.KEEP) {
      section.problem("otherwise", "must be drop or refuse where kinds are given");
    }
    String absent = section.text("default");
    section.rejectUnknown();
    return least > most
        ? null
        : new FieldRule(Treatment.KEEP, name, words, kinds, least, most, otherwise, json(absent));
  }

  private static @Nullable String json(@Nullable String text) {
    return text == null || PLAIN.matcher(text).matches() ? text : quoted(text);
  }

  private static String quoted(String text) {
    StringBuilder made = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> made.append('\\').append(c);
        default -> made.append(c < ' ' ? "\\u%04x".formatted((int) c) : String.valueOf(c));
      }
    }
    return made.append('"').toString();
  }

  /** Writes rules so that they are read as the same; equal ones are written alike. */
  static void print(YamlWriter yaml, String key, Map<String, FieldRule> rules) {
    yaml.section(
        key, () -> new TreeMap<>(rules).forEach((field, rule) -> print(yaml, field, rule)));
  }

  private static void print(YamlWriter yaml, String field, FieldRule rule) {
    if (rule.equals(of(rule.treatment()))) {
      yaml.put(field, rule.treatment().id());
      return;
    }
    yaml.section(
        field,
        () -> {
          yaml.put("rename", rule.name());
          if (!rule.words().isEmpty()) {
            yaml.section("words", () -> new TreeMap<>(rule.words()).forEach(yaml::put));
          }
          if (!rule.kinds().isEmpty()) {
            yaml.list("kinds", rule.kinds().stream().sorted().toList());
          }
          if (!Double.isNaN(rule.least())) {
            yaml.put("least", rule.least());
          }
          if (!Double.isNaN(rule.most())) {
            yaml.put("most", rule.most());
          }
          yaml.put("otherwise", rule.otherwise().id());
          yaml.put("default", plain(rule.absent()));
        });
  }

  private static @Nullable String plain(@Nullable String json) {
    if (json == null || !json.startsWith("\"")) {
      return json;
    }
    return json.substring(1, json.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
  }
}
