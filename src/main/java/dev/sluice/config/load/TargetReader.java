package dev.sluice.config.load;

import static dev.sluice.config.load.Values.number;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.whole;
import static dev.sluice.config.load.Values.wholeLong;

import dev.sluice.config.ProviderConfig;
import dev.sluice.config.Rules;
import dev.sluice.model.Api;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Caps;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.model.Traits;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads targets, and remembers which providers they use. */
final class TargetReader {
  static final String REGION_RULE = "must be 1 to 64 characters, none of them blank or invisible";

  private static final int MOST_REQUESTS = 60_000_000;
  private static final int MOST_TOKENS = 1_000_000_000;
  private static final int MOST_CONNECTIONS = 1_000_000;
  private static final double MOST_ENERGY = 1e6;

  private final Set<String> declared;
  private final Map<String, ProviderConfig> providers;
  private final Set<String> used = new HashSet<>();

  /**
   * Reads targets of these providers.
   *
   * @param declared every name that stands in the configuration
   * @param providers those that could be read
   */
  TargetReader(Set<String> declared, Map<String, ProviderConfig> providers) {
    this.declared = declared;
    this.providers = providers;
  }

  /** Names of the providers that have a target. */
  Set<String> used() {
    return used;
  }

  /** A target of the model of this name, null after problems were told. */
  @Nullable Target read(String model, Section section) {
    String upstream = upstream(model, section);
    Price price = price(section.section("price"));
    ProviderConfig provider = provider(section);
    int weight = whole(section, "weight", 1);
    int priority = whole(section, "priority", 1);
    double maxRps = number(section, "max_rps", 0);
    int maxConnections = whole(section, "max_connections", 0);
    boolean enabled = on(section, "enabled", true);
    boolean expensive = on(section, "expensive", false);
    Caps caps = caps(section);
    Traits traits = traits(section);
    Api api = api(section, provider);
    rejectPromises(section, provider, traits, api);
    return section.build(() -> {
      ModelsReader.rules(weight, priority, maxRps)
          .within("max_connections", maxConnections, 0, MOST_CONNECTIONS)
          .enforce();
      if (provider == null || traits == null) {
        return null;
      }
      return new Target(
          TargetId.of(provider.name(), upstream == null ? model : upstream),
          provider.name(),
          provider.dialect(),
          upstream,
          weight,
          priority,
          enabled && provider.enabled(),
          maxRps,
          price,
          provider.timeouts(),
          expensive,
          maxConnections,
          traits,
          caps,
          api);
    });
  }

  /** A target that is asked by another API cannot run the tools of the Responses API. */
  private static void rejectPromises(
      Section section,
      @Nullable ProviderConfig provider,
      @Nullable Traits traits,
      @Nullable Api api) {
    Set<Feature> features = traits == null ? null : traits.capabilities().features();
    if (provider != null
        && features != null
        && features.contains(Feature.RESPONSES_TOOLS)
        && (api == null || api == Api.CHAT)) {
      section.problem(
          "capabilities",
          "may have the feature responses_tools only where api is responses or both");
    }
  }

  /** How the target is asked for chats: as its provider unless it says so itself. */
  private static @Nullable Api api(Section section, @Nullable ProviderConfig provider) {
    Api usual = provider == null ? null : provider.api();
    Api read = Values.choice(section, "api", Api::id, usual == null ? Api.CHAT : usual);
    if (usual == null && provider != null && section.given("api")) {
      section.problem("api", "may be given at providers of type openai, azure or compatible alone");
    }
    return usual == null ? null : read;
  }

  private @Nullable ProviderConfig provider(Section section) {
    String name = section.text("provider");
    if (name == null) {
      section.problem("provider", "must be given");
      return null;
    }
    if (!declared.contains(name)) {
      section.problem(
          "provider",
          "no provider named \"%s\"%s"
              .formatted(section.raw("provider"), Suggestion.phrase(name, declared)));
    }
    used.add(name);
    return providers.get(name);
  }

  private static @Nullable String upstream(String model, Section section) {
    String given = section.text("model");
    if (given != null && (given.indexOf('*') >= 0 || !ModelsReader.isName(given))) {
      section.problem("model", "must be one name, not a pattern; leave it out to pass names on");
      return null;
    }
    return given != null || model.indexOf('*') >= 0 ? given : model;
  }

  private static @Nullable Price price(Section section) {
    Long input = Values.price(section, "input");
    Long output = Values.price(section, "output");
    Long cached = Values.price(section, "cached_input");
    section.rejectUnknown();
    if (input == null && output == null && cached == null) {
      return null;
    }
    if (!section.given("input") || !section.given("output")) {
      section.problem("", "must have both input and output");
    }
    if (input == null || output == null) {
      return null;
    }
    return new Price(input, cached == null ? input : cached, output);
  }

  private static @Nullable Traits traits(Section section) {
    Capabilities capabilities = capabilities(section.section("capabilities"));
    String region = section.text("region");
    double quality = number(section, "quality", Traits.NONE.quality());
    double energy = number(section, "energy", Traits.NONE.energy());
    return section.check(() -> {
      new Rules()
          .require(region == null || Values.isRegion(region), "region", REGION_RULE)
          .share("quality", quality)
          .require(energy >= 0 && energy <= MOST_ENERGY, "energy", "must be 0 to 1000000")
          .enforce();
      return new Traits(region, quality, energy, capabilities);
    });
  }

  /** The caps of a target or of a provider. */
  static Caps caps(Section section) {
    long requests = wholeLong(section, "requests_per_minute", 0);
    long tokens = wholeLong(section, "tokens_per_minute", 0);
    int concurrency = whole(section, "concurrency", 0);
    Caps caps =
        section.check(() -> {
          new Rules()
              .within("requests_per_minute", requests, 0, MOST_REQUESTS)
              .within("tokens_per_minute", tokens, 0, MOST_TOKENS)
              .within("concurrency", concurrency, 0, MOST_CONNECTIONS)
              .enforce();
          return new Caps(requests, tokens, concurrency);
        });
    return caps == null ? Caps.NONE : caps;
  }

  private static Capabilities capabilities(Section section) {
    int context = whole(section, "context", 0);
    int output = whole(section, "output", 0);
    Set<Feature> features = Values.choices(section, "features", Feature.values(), Feature::id);
    return section.build(
        () -> {
          new Rules()
              .within("context", context, 0, MOST_TOKENS)
              .within("output", output, 0, MOST_TOKENS)
              .enforce();
          return new Capabilities(context, output, section.has("features") ? features : null);
        },
        Capabilities.UNKNOWN);
  }
}
