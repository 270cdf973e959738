package dev.sluice.config.descriptor;

import dev.sluice.model.FieldRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How some models of a server differ from the others.
 *
 * @param names their upstream names or patterns with {@code *}, in lower case
 * @param parameters rules in place of the server's own, by field
 */
public record ModelRules(List<String> names, Map<String, FieldRule> parameters) {
  public ModelRules {
    names = List.copyOf(names);
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
