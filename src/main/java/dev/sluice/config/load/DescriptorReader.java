package dev.sluice.config.load;

import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.EmbeddingsTraits;
import dev.sluice.config.descriptor.ErrorRule;
import dev.sluice.config.descriptor.ErrorRule.Meaning;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.config.descriptor.ModelRules;
import dev.sluice.model.Endpoint;
import dev.sluice.model.FieldRule;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a descriptor: what it does not say is as the one says that it extends. */
final class DescriptorReader {
  private static final Pattern PATH = Pattern.compile("/[\\x21-\\x7e&&[^#\"<>\\\\^`{|}]]*");
  private static final Pattern HEADER = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
  private static final Pattern VALUE = Pattern.compile("[\\x20-\\x7e]*");
  private static final String HEADER_RULE = "must be the name of a header";
  private static final int MOST_BATCH = 100_000;

  private final Section section;
  private final Descriptor base;

  private DescriptorReader(Section section, Descriptor base) {
    this.section = section;
    this.base = base;
  }

  /**
   * The descriptor of a section.
   *
   * @param name what it is called unless it says so itself
   * @param known descriptors that can be extended, by name
   */
  static Descriptor read(
      String name, Section section, Function<String, @Nullable Descriptor> known) {
    String extended = section.text("extends");
    Descriptor base = extended == null ? Descriptor.PLAIN : known.apply(extended);
    if (base == null) {
      section.problem(
          "extends",
          "must be one of "
              + String.join(", ", Descriptors.NAMES)
              + Suggestion.phrase(extended == null ? "" : extended, Descriptors.NAMES));
      base = Descriptor.PLAIN;
    }
    return new DescriptorReader(section, base).descriptor(name);
  }

  private Descriptor descriptor(String name) {
    String called = section.text("name", name);
    URI url = Values.url(section, "base_url");
    Map<Endpoint, String> paths = paths();
    KeyPlace key = section.has("key") ? key(section.section("key")) : base.key();
    Map<String, FieldRule> parameters = over(base.parameters(), "parameters");
    Map<String, FieldRule> messages = over(base.messages(), "messages");
    List<ModelRules> models = new ArrayList<>();
    section.list("models").forEach(each -> models.add(models(each)));
    models.addAll(base.models());
    List<ErrorRule> errors = new ArrayList<>();
    section.list("errors").forEach(each -> error(each, errors));
    errors.addAll(base.errors());
    Descriptor read =
        new Descriptor(
            called,
            url == null ? base.baseUrl() : url,
            paths,
            key,
            headers("headers", base.headers(), false),
            parameters,
            messages,
            models,
            errors,
            headers("limits", base.limits(), true),
            embeddings(section.section("embeddings")),
            Values.on(section, "listing", base.listing()));
    section.rejectUnknown();
    return read;
  }

  private Map<Endpoint, String> paths() {
    Set<Endpoint> named = Values.choices(section, "endpoints", Endpoint.values(), Endpoint::id);
    Map<Endpoint, String> paths = new LinkedHashMap<>();
    for (Endpoint endpoint : section.has("endpoints") ? named : base.paths().keySet()) {
      paths.put(endpoint, base.paths().getOrDefault(endpoint, endpoint.path()));
    }
    Section own = section.section("paths");
    for (Endpoint endpoint : Endpoint.values()) {
      String path = own.text(endpoint.id());
      if (path != null && !PATH.matcher(path).matches()) {
        own.problem(endpoint.id(), "must be a path such as /chat/completions");
      } else if (path != null) {
        paths.put(endpoint, path);
      }
    }
    own.rejectUnknown();
    return paths;
  }

  private static KeyPlace key(Section section) {
    String header = section.text("header");
    String query = section.text("query");
    boolean bearer = Values.on(section, "bearer", header == null);
    section.rejectUnknown();
    if (query != null) {
      if (header != null) {
        section.problem("query", "must not be given beside header");
      }
      return new KeyPlace.Query(checked(section, "query", query));
    }
    return header == null
        ? new KeyPlace.Header("authorization", bearer)
        : new KeyPlace.Header(checked(section, "header", header), bearer);
  }

  private static String checked(Section section, String key, String name) {
    if (!HEADER.matcher(name).matches()) {
      section.problem(key, "must be a name of letters, digits and dashes");
    }
    return key.equals("header") ? name.toLowerCase(Locale.ROOT) : name;
  }

  private Map<String, FieldRule> over(Map<String, FieldRule> before, String key) {
    Map<String, FieldRule> all = new LinkedHashMap<>(before);
    all.putAll(FieldRules.read(section.section(key)));
    return all;
  }

  private static ModelRules models(Section section) {
    List<String> names =
        section.texts("names").stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    if (names.isEmpty()) {
      section.problem("names", "must be given");
    }
    Map<String, FieldRule> rules = FieldRules.read(section.section("parameters"));
    section.rejectUnknown();
    return new ModelRules(names, rules);
  }

  private static void error(Section section, List<ErrorRule> errors) {
    int status = Values.whole(section, "status", 0);
    String code = section.text("code");
    String type = section.text("type");
    String message = section.text("message");
    if (!section.has("means")) {
      section.problem("means", "must be given");
    }
    Meaning means = Values.choice(section, "means", Meaning::id, Meaning.REJECTED);
    section.rejectUnknown();
    if (status == 0 && code == null && type == null && message == null) {
      section.problem("", "must have a status, code, type or message");
    } else if (status != 0 && (status < 300 || status > 599)) {
      section.problem("status", "must be 300 to 599");
    } else {
      errors.add(new ErrorRule(status, code, type, message, means));
    }
  }

  private Map<String, String> headers(String key, Map<String, String> before, boolean names) {
    Section own = section.section(key);
    Map<String, String> all = new LinkedHashMap<>(before);
    own.texts()
        .forEach((name, value) -> {
          if (!HEADER.matcher(name).matches()) {
            own.itemOfKey(name).problem(HEADER_RULE);
          } else if (names && !HEADER.matcher(value).matches()) {
            own.problem(name, HEADER_RULE);
          } else if (!VALUE.matcher(value).matches()) {
            own.problem(name, "must be visible ASCII characters and spaces");
          }
          all.put(name.toLowerCase(Locale.ROOT), names ? value.toLowerCase(Locale.ROOT) : value);
        });
    return all;
  }

  private EmbeddingsTraits embeddings(Section own) {
    int batch = Values.whole(own, "batch", base.embeddings().batch());
    boolean base64 = Values.on(own, "base64", base.embeddings().base64());
    if (batch < 1 || batch > MOST_BATCH) {
      own.problem("batch", "must be 1 to " + MOST_BATCH);
      batch = 1;
    }
    own.rejectUnknown();
    return new EmbeddingsTraits(batch, base64);
  }
}
