package dev.sluice.provider.compatible;

import dev.sluice.config.NamePattern;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.ModelRules;
import dev.sluice.model.FieldRule;
import dev.sluice.wire.openai.fields.FieldMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What is done with the fields of requests to each model of a server. Confined to its lane. */
final class ModelMaps {
  /** Most names of models that are remembered: clients may make them up. */
  private static final int KEPT = 1024;

  private final Descriptor descriptor;
  private final FieldMap usual;
  private final Map<String, FieldMap> maps = new HashMap<>();

  ModelMaps(Descriptor descriptor) {
    this.descriptor = descriptor;
    this.usual = new FieldMap(descriptor.parameters(), descriptor.messages());
  }

  /** What is done with requests to a model. */
  FieldMap of(String model) {
    if (descriptor.models().isEmpty()) {
      return usual;
    }
    FieldMap known = maps.get(model);
    if (known == null) {
      known = make(model);
      if (maps.size() < KEPT) {
        maps.put(model, known);
      }
    }
    return known;
  }

  private FieldMap make(String model) {
    String bare = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
    for (ModelRules rules : descriptor.models()) {
      if (rules.names().stream().anyMatch(name -> new NamePattern(name).matches(bare))) {
        Map<String, FieldRule> fields = new LinkedHashMap<>(descriptor.parameters());
        fields.putAll(rules.parameters());
        return new FieldMap(fields, descriptor.messages());
      }
    }
    return usual;
  }
}
