package dev.sluice.config.load;

import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.KnownModels;
import dev.sluice.config.ModelDefaults;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Model;
import dev.sluice.model.VirtualModel;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Providers and models gathered from the environment and a file. A name is made once. */
final class Gathered {
  private final References references = new References();
  private final PolicyReader policies = new PolicyReader(references);
  private final Set<String> declared = new LinkedHashSet<>();
  private final Map<String, ProviderConfig> providers = new LinkedHashMap<>();
  private final Set<String> named = new LinkedHashSet<>();
  private final List<Model> models = new ArrayList<>();
  private final List<VirtualModel> virtual = new ArrayList<>();
  private final Set<String> used = new HashSet<>();
  private ModelDefaults defaults = ModelDefaults.usual();
  private DecisionsConfig decisions = DecisionsConfig.defaults();
  private PassingConfig passing = PassingConfig.defaults();

  /** Reads what holds for all models that are added or read from now on. */
  void readDefaults(Section section) {
    defaults = policies.defaults(section);
  }

  /** Reads whether decisions are written to a file. */
  void readDecisions(Section section) {
    decisions = GeneralReader.decisions(section);
  }

  /** Reads what is passed on to which providers, after these. */
  void readPassing(Section root) {
    passing = PassingReader.read(root, providers, declared);
    used.addAll(passing.named());
  }

  /** Adds a provider of the environment. */
  void add(ProviderConfig provider) {
    declared.add(provider.name());
    providers.put(provider.name(), provider);
  }

  /** Adds a model of the environment, with what holds for all. */
  void add(Model model) {
    named.add(model.name());
    models.add(
        new Model(
            model.name(), defaults.strategy(), model.targets(), defaults.policyOf(model.name())));
  }

  /** Reads the providers of a file. */
  void readProviders(Section section) {
    section.sections().forEach(this::readProvider);
  }

  /** Reads the models of a file, after its providers. */
  void readModels(Map<String, Section> sections) {
    TargetReader targets = new TargetReader(declared, providers);
    ModelsReader reader = new ModelsReader(targets, policies, defaults);
    named.addAll(sections.keySet());
    sections.forEach((name, section) -> {
      Model model = reader.read(name, section);
      if (model != null) {
        models.add(model);
      }
    });
    used.addAll(targets.used());
  }

  /** Reads the virtual models of a file and checks all names of models, after the models. */
  void readVirtual(Section section) {
    virtual.addAll(new VirtualReader(references).read(section, named));
    references.check(named, section.keys());
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

  /** The whole configuration; targets take from the catalogue what they do not say. */
  SluiceConfig with(General general, KnownModels catalogue) {
    List<ProviderConfig> all = List.copyOf(providers.values());
    SluiceConfig said = general.with(all, models, virtual, defaults, catalogue);
    List<Model> completed = models.stream().map(model -> completed(model, said)).toList();
    return general.with(all, completed, virtual, defaults, catalogue).with(decisions).with(passing);
  }

  private static Model completed(Model model, SluiceConfig config) {
    return new Model(
        model.name(),
        model.strategy(),
        model.targets().stream()
            .map(target ->
                target.upstream() == null ? target : config.completed(target, model.name()))
            .toList(),
        model.policy());
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
