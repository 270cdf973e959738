package dev.sluice.config.load;

import dev.sluice.config.KnownModel;
import dev.sluice.config.KnownModel.ListPrice;
import dev.sluice.config.KnownModels;
import dev.sluice.config.NamePattern;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Price;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the catalogue of well-known models that comes with Sluice. */
final class KnownModelsReader {
  private static final String RESOURCE = "/dev/sluice/config/models.yaml";

  private KnownModelsReader() {}

  /** Read once, when it is first asked for. */
  private static final class BuiltIn {
    static final KnownModels ALL = parse(RESOURCE, text());
  }

  /** The catalogue that is built in. */
  static KnownModels builtIn() {
    return BuiltIn.ALL;
  }

  /**
   * The catalogue of a text.
   *
   * @throws ConfigException with every problem
   */
  static KnownModels parse(String name, String text) {
    Problems problems = new Problems();
    Section root = YamlDocument.openOwn(name, text, problems);
    Map<String, KnownModel> named = new LinkedHashMap<>();
    Map<NamePattern, KnownModel> patterns = new LinkedHashMap<>();
    for (Section section : root.list("models")) {
      List<Item> names = section.items("names");
      KnownModel known = read(section);
      for (Item each : names) {
        NamePattern pattern = new NamePattern(each.text());
        KnownModel before =
            pattern.wildcard()
                ? patterns.putIfAbsent(pattern, known)
                : named.putIfAbsent(each.text(), known);
        if (before != null) {
          each.problem("stands there twice");
        }
      }
      if (names.isEmpty()) {
        section.problem("names", "must be given");
      }
    }
    root.rejectUnknown();
    problems.enforce();
    return new KnownModels(named, patterns);
  }

  private static KnownModel read(Section section) {
    int context = Values.whole(section, "context", 0);
    int output = Values.whole(section, "output", 0);
    Set<Feature> features = Values.choices(section, "features", Feature.values(), Feature::id);
    ListPrice price = section.has("price") ? price(section.section("price")) : null;
    section.rejectUnknown();
    return new KnownModel(
        new Capabilities(context, output, section.has("features") ? features : null), price);
  }

  private static @Nullable ListPrice price(Section section) {
    String host = section.text("host");
    Long input = Values.price(section, "input");
    Long cached = Values.price(section, "cached_input");
    Long output = Values.price(section, "output");
    URI source = Values.url(section, "source");
    LocalDate date = section.value("date", KnownModelsReader::date, "must be like 2025-12-31");
    section.rejectUnknown();
    if (host == null || input == null || output == null || source == null || date == null) {
      section.problem("", "must have host, input, output, source and date");
      return null;
    }
    Price price = new Price(input, cached == null ? input : cached, output);
    return new ListPrice(host, price, source, date);
  }

  private static @Nullable LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException _) {
      return null;
    }
  }

  private static String text() {
    try (InputStream resource = KnownModelsReader.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
