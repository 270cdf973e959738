package dev.sluice.cluster.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.cluster.Yaml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A chart that was read. */
public final class Chart {
  private final JsonNode about;
  private final JsonNode defaults;
  private final Map<String, List<Piece>> files = new TreeMap<>();
  private final Map<String, List<Piece>> defined = new HashMap<>();

  private Chart(JsonNode about, JsonNode defaults) {
    this.about = about;
    this.defaults = defaults;
  }

  /** Reads a chart's folder. */
  public static Chart read(Path folder) throws IOException {
    Chart chart =
        new Chart(
            Yaml.file(folder.resolve("Chart.yaml")), Yaml.file(folder.resolve("values.yaml")));
    try (Stream<Path> templates = Files.list(folder.resolve("templates"))) {
      for (Path file : templates.toList()) {
        String name = file.getFileName().toString();
        chart.files.put(name, new TemplateReader(Files.readString(file), chart.defined).read());
      }
    }
    return chart;
  }

  /** All objects as YAML, with the values laid over the defaults. */
  public String render(String values) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    JsonNode all = defaults.deepCopy();
    Yaml.documents(values).forEach(own -> lay(own, all));
    root.set("Values", all);
    root.putObject("Release").put("Name", "try").put("Namespace", "llm").put("Service", "Helm");
    root.putObject("Chart")
        .put("Name", about.path("name").asText())
        .put("Version", about.path("version").asText())
        .put("AppVersion", about.path("appVersion").asText());
    StringBuilder text = new StringBuilder();
    files.forEach((name, pieces) -> {
      if (!name.endsWith(".tpl")) {
        text.append("---\n");
        new Scope(root, root, Map.of(), this).render(pieces, text);
        text.append('\n');
      }
    });
    return text.toString();
  }

  /** Puts values over others, section by section. */
  public static void lay(JsonNode values, JsonNode over) {
    values
        .properties()
        .forEach(value -> {
          JsonNode present = over.get(value.getKey());
          if (value.getValue().isObject() && present != null && present.isObject()) {
            lay(value.getValue(), present);
          } else if (over instanceof ObjectNode section) {
            section.set(value.getKey(), value.getValue());
          }
        });
  }

  /** What a template of the name makes of the value. */
  String include(String name, Scope scope) {
    List<Piece> pieces = defined.get(name);
    if (pieces == null) {
      throw new AssertionError("no template is called " + name);
    }
    StringBuilder text = new StringBuilder();
    scope.render(pieces, text);
    return text.toString();
  }
}
