package dev.sluice.wire.openai.fields;

import dev.sluice.model.FieldRule;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The rules of the fields of one object, in a form that is quick to look up. */
final class ObjectRules {
  private final List<Named> rules = new ArrayList<>();

  /**
   * The rule of a field.
   *
   * @param target number of the rule of the field that takes its value over, -1 when it keeps its
   *     name
   */
  record Named(String name, JsonKey key, FieldRule rule, int target) {}

  ObjectRules(Map<String, FieldRule> fields) {
    fields.forEach((name, rule) -> rules.add(named(name, rule, -1)));
    for (int i = 0, size = rules.size(); i < size; i++) {
      Named each = rules.get(i);
      String target = each.rule.name();
      if (target != null) {
        rules.set(i, named(each.name, each.rule, numberOf(target)));
      }
    }
  }

  private static Named named(String name, FieldRule rule, int target) {
    return new Named(name, JsonKey.of(name), rule, target);
  }

  /** Number of a field's rule; one that has none gets one, to be found where it stands. */
  private int numberOf(String name) {
    for (int i = 0; i < rules.size(); i++) {
      if (rules.get(i).name.equals(name)) {
        return i;
      }
    }
    rules.add(named(name, FieldRule.KEEP, -1));
    return rules.size() - 1;
  }

  boolean isEmpty() {
    return rules.isEmpty();
  }

  int count() {
    return rules.size();
  }

  Named get(int number) {
    return rules.get(number);
  }

  /** Number of the rule of the member that the cursor is on, -1 when it has none. */
  int find(JsonCursor cursor) {
    for (int i = 0; i < rules.size(); i++) {
      if (cursor.on(rules.get(i).key)) {
        return i;
      }
    }
    return -1;
  }
}
