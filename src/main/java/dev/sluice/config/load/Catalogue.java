package dev.sluice.config.load;

import dev.sluice.config.ProviderConfig;
import dev.sluice.model.Model;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Providers and models gathered from the environment and a file. A name is made once. */
final class Catalogue {
  private final Set<String> declared = new LinkedHashSet<>();
  private final Map<String, ProviderConfig> providers = new LinkedHashMap<>();
  private final List<Model> models = new ArrayList<>();
  private final Set<String> used = new HashSet<>();

  /** Adds a provider of the environment. */
  void add(ProviderConfig provider) {
    declared.add(provider.name());
    providers.put(provider.name(), provider);
  }

  /** Adds a model of the environment. */
  void add(Model model) {
    models.add(model);
  }

  /** Reads the providers of a file. */
  void readProviders(Section section) {
    section.sections().forEach(this::readProvider);
  }

  /** Reads the models of a file, after its providers. */
  void readModels(Map<String, Section> sections) {
    ModelsReader reader = new ModelsReader(declared, providers);
    sections.forEach((name, section) -> {
      Model model = reader.read(name, section);
      if (model != null) {
        models.add(model);
      }
    });
    used.addAll(reader.used());
  }

  /** Tells the file's providers that nothing can reach. */
  void rejectUnused(Section section) {
    for (ProviderConfig provider : providers.values()) {
      String name = provider.name();
      if (section.given(name) && !used.contains(name) && !provider.discover()) {
        section.problem(name, "is never used: no model has it as a target, and discover is not on");
      }
    }
  }

  /** Whether not a single provider was named, right or wrong. */
  boolean isEmpty() {
    return declared.isEmpty();
  }

  List<ProviderConfig> providers() {
    return List.copyOf(providers.values());
  }

  List<Model> models() {
    return models;
  }

  private void readProvider(String name, Section section) {
    if (declared.contains(name)) {
      section.problem(
          "", "the environment's OPENAI_ variables make a provider of this name; choose another");
      return;
    }
    declared.add(name);
    ProviderConfig provider = ProvidersReader.read(name, section);
    if (provider != null) {
      providers.put(name, provider);
    }
  }
}
