package dev.sluice.routing;

import static java.util.Comparator.comparingInt;

import dev.sluice.config.ModelDefaults;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.VirtualModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The models that clients may ask for. Immutable.
 *
 * <p>A virtual name is resolved before any look-up of models.
 *
 * <p>A name is looked up among the configured exact names, then among the configured patterns, the
 * one with most literal characters first (of equals the one configured first), then among the names
 * that providers listed. So a provider's listing adds names and never takes one away from what the
 * configuration says.
 */
public final class Catalogue {
  private static final int LONGEST_ECHO = 100;
  private static final String ANY = "*";

  private final Map<String, VirtualModel> virtual;
  private final Map<String, Model> exact;
  private final List<Wildcard> patterns;
  private final Map<String, Target> discovering;
  private final ModelDefaults defaults;
  private final Variants variants;
  private final Map<String, Set<String>> listings;
  private final Map<String, Model> discovered;
  private final List<String> names;

  /**
   * The configured models, before any provider listed its own.
   *
   * @param models exact names and patterns, each name once
   * @param discovering one target for each provider whose listed models are served under their own
   *     names; its upstream is null
   * @param virtual names that stand for others by rules, each name once and none a model's
   * @param defaults what holds for listed models
   * @param completion what is known of listed models and of names that match a pattern
   */
  public Catalogue(
      List<Model> models,
      List<Target> discovering,
      List<VirtualModel> virtual,
      ModelDefaults defaults,
      Completion completion) {
    Map<String, Model> byName = unique("models are named", models, Model::name);
    this.virtual = Map.copyOf(unique("virtual models are named", virtual, VirtualModel::name));
    for (String name : this.virtual.keySet()) {
      if (byName.containsKey(name)) {
        throw new IllegalArgumentException("a model and a virtual model are named " + name);
      }
    }
    Map<String, Target> byProvider = unique("targets discover", discovering, Target::provider);
    byName.values().removeIf(Model::wildcard);
    this.exact = Map.copyOf(byName);
    this.patterns =
        models.stream()
            .filter(Model::wildcard)
            .map(Wildcard::new)
            .sorted(comparingInt(Wildcard::literals).reversed())
            .toList();
    this.discovering = byProvider;
    this.defaults = defaults;
    this.variants = new Variants(completion);
    this.listings = Map.of();
    this.discovered = Map.of();
    this.names = allNames();
  }

  /** A catalogue without virtual models, with the usual defaults. */
  public Catalogue(List<Model> models, List<Target> discovering) {
    this(models, discovering, List.of(), ModelDefaults.usual(), Completion.NONE);
  }

  /** The catalogue of a configuration. */
  public static Catalogue of(SluiceConfig config) {
    return new Catalogue(
        config.models(),
        config.discovered(),
        config.virtual(),
        config.defaults(),
        config::completed);
  }

  private static <T> Map<String, T> unique(String what, List<T> items, Function<T, String> nameOf) {
    Map<String, T> unique = new TreeMap<>();
    for (T item : items) {
      if (unique.put(nameOf.apply(item), item) != null) {
        throw new IllegalArgumentException("two " + what + " " + nameOf.apply(item));
      }
    }
    return unique;
  }

  private Catalogue(Catalogue from, Map<String, Set<String>> listings) {
    this.virtual = from.virtual;
    this.exact = from.exact;
    this.patterns = from.patterns;
    this.discovering = from.discovering;
    this.defaults = from.defaults;
    this.variants = from.variants;
    this.listings = listings;
    this.discovered = from.merge(listings);
    this.names = allNames();
  }

  /**
   * The model that serves a name, null when none does. One of a pattern keeps the pattern's name;
   * its targets are completed with what is known of the name.
   */
  public @Nullable Model find(String name) {
    Model model = lookUp(name);
    return model == null || !model.wildcard() ? model : variants.of(model, name);
  }

  private @Nullable Model lookUp(String name) {
    Model model = exact.get(name);
    if (model != null) {
      return model;
    }
    Model any = null;
    for (Wildcard pattern : patterns) {
      if (pattern.matches(name)) {
        if (!pattern.model().name().equals(ANY)) {
          return pattern.model();
        }
        any = pattern.model();
      }
    }
    // Whoever lists a name knows better than a pattern that takes all.
    return discovered.getOrDefault(name, any);
  }

  /** The virtual model of the name, null when there is none. */
  public @Nullable VirtualModel virtual(String name) {
    return virtual.get(name);
  }

  /**
   * The model of exactly that name, null when there is none. One of a pattern takes the name on.
   *
   * @param name from the configuration, never one that a client made up
   */
  public @Nullable Model named(String name) {
    Model model = lookUp(name);
    return model == null || !model.wildcard() ? model : variants.exact(model, name);
  }

  /** The models that a name may be served by: several for a virtual one, none when unknown. */
  public List<Model> servers(String name) {
    VirtualModel rules = virtual.get(name);
    Set<String> names = new LinkedHashSet<>();
    if (rules != null) {
      rules.rules().forEach(rule -> rule.shares().forEach(share -> names.add(share.model())));
    }
    List<Model> servers = new ArrayList<>();
    Model own = rules == null ? find(name) : null;
    if (own != null) {
      servers.add(own);
    }
    for (String each : names) {
      Model server = named(each);
      if (server != null) {
        servers.add(server);
      }
    }
    return servers;
  }

  /** Whether a client that asks for the name is served. */
  public boolean serves(String name) {
    return virtual.containsKey(name) || lookUp(name) != null;
  }

  /**
   * This catalogue with a provider's newest listing in place of its last one.
   *
   * <p>A listed name that the configuration does not serve is served by the provider's discovering
   * target; when several providers list it, by each in turn. The listing of a provider that
   * discovers nothing changes nothing.
   */
  public Catalogue listed(String provider, Set<String> models) {
    if (!discovering.containsKey(provider) || models.equals(listings.get(provider))) {
      return this;
    }
    Map<String, Set<String>> next = new HashMap<>(listings);
    next.put(provider, Set.copyOf(models));
    return new Catalogue(this, Map.copyOf(next));
  }

  /**
   * This catalogue with what providers listed while another one was in force, and with the models
   * of patterns that were asked for: those that stay as they were are found among the planned ones.
   */
  Catalogue inheriting(Catalogue before) {
    Catalogue next = this;
    for (Map.Entry<String, Set<String>> listing : before.listings.entrySet()) {
      next = next.listed(listing.getKey(), listing.getValue());
    }
    for (String name : before.variants.names()) {
      Model _ = next.find(name);
    }
    for (String name : before.variants.exactNames()) {
      Model _ = next.named(name);
    }
    return next;
  }

  /** Names that clients can be told of, in order: exact, virtual and listed ones, no patterns. */
  public List<String> names() {
    return names;
  }

  /** All models: the configured exact ones, the patterns, the discovered ones. */
  public Stream<Model> models() {
    return Stream.of(
            exact.values().stream(),
            patterns.stream().map(Wildcard::model),
            discovered.values().stream())
        .flatMap(each -> each);
  }

  /** As above, with the models of patterns as they serve the names that were asked for. */
  Stream<Model> planned() {
    return Stream.concat(models(), variants.models());
  }

  /** The known name that an unknown one most likely meant, null when none is near. */
  public @Nullable String nearest(String name) {
    String bare = name.substring(name.lastIndexOf('/') + 1);
    return names.contains(bare) ? bare : Spelling.nearest(name, names);
  }

  private Map<String, Model> merge(Map<String, Set<String>> listings) {
    Map<String, List<Target>> servers = new HashMap<>();
    discovering.forEach((provider, target) -> {
      for (String name : listings.getOrDefault(provider, Set.of())) {
        if (!exact.containsKey(name) && !virtual.containsKey(name) && name.indexOf('*') < 0) {
          servers.computeIfAbsent(name, _ -> new ArrayList<>()).add(target);
        }
      }
    });
    Map<String, Model> merged = new HashMap<>();
    servers.forEach(
        (name, targets) -> merged.put(name, model(name, variants.targets(targets, name))));
    return Map.copyOf(merged);
  }

  /** The discovered model, the known object when nothing about it changed. */
  private Model model(String name, List<Target> targets) {
    Model known = discovered.get(name);
    return known != null && known.targets().equals(targets)
        ? known
        : new Model(name, defaults.strategy(), targets, defaults.policyOf(name));
  }

  private List<String> allNames() {
    TreeSet<String> all = new TreeSet<>(exact.keySet());
    all.addAll(virtual.keySet());
    all.addAll(discovered.keySet());
    return List.copyOf(all);
  }

  /** What to tell a client that asked for a name which no model has. */
  public Failure.UnknownModel unknown(String name) {
    String nearest = nearest(name);
    String hint = nearest == null ? "." : "; did you mean '" + nearest + "'?";
    return new Failure.UnknownModel(
        "No model is named '" + shortened(name) + "'" + hint + " GET /v1/models lists all names.");
  }

  private static String shortened(String name) {
    if (name.length() <= LONGEST_ECHO) {
      return name;
    }
    int end = Character.isHighSurrogate(name.charAt(LONGEST_ECHO - 1)) ? 1 : 0;
    return name.substring(0, LONGEST_ECHO - end) + "…";
  }
}
