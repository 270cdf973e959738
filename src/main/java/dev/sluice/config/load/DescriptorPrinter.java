package dev.sluice.config.load;

import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.config.descriptor.ErrorRule;
import dev.sluice.config.descriptor.KeyPlace;
import dev.sluice.config.descriptor.ModelRules;
import dev.sluice.model.Endpoint;
import java.util.Map;
import java.util.TreeMap;

/** Writes descriptors as YAML that can be read again; equal ones are written alike. */
final class DescriptorPrinter {
  private final YamlWriter yaml;

  DescriptorPrinter(YamlWriter yaml) {
    this.yaml = yaml;
  }

  /** Writes one that comes with Sluice by its name, any other whole. */
  void print(Descriptor descriptor) {
    if (descriptor.equals(Descriptors.named(descriptor.name()))) {
      yaml.put("descriptor", descriptor.name());
    } else {
      yaml.section("descriptor", () -> whole(descriptor));
    }
  }

  private void whole(Descriptor descriptor) {
    yaml.put("name", descriptor.name());
    if (descriptor.baseUrl() != null) {
      yaml.put("base_url", descriptor.baseUrl().toString());
    }
    yaml.list(
        "endpoints", descriptor.paths().keySet().stream().sorted().map(Endpoint::id).toList());
    yaml.section("paths", () -> paths(new TreeMap<>(descriptor.paths())));
    yaml.section("key", () -> key(descriptor.key()));
    yaml.section("headers", () -> new TreeMap<>(descriptor.headers()).forEach(yaml::put));
    FieldRules.print(yaml, "parameters", descriptor.parameters());
    FieldRules.print(yaml, "messages", descriptor.messages());
    if (!descriptor.models().isEmpty()) {
      yaml.items("models", descriptor.models(), this::models);
    }
    if (!descriptor.errors().isEmpty()) {
      yaml.items("errors", descriptor.errors(), this::error);
    }
    yaml.section("limits", () -> new TreeMap<>(descriptor.limits()).forEach(yaml::put));
    yaml.section(
        "embeddings",
        () -> {
          yaml.put("batch", descriptor.embeddings().batch());
          yaml.put("base64", descriptor.embeddings().base64());
        });
    yaml.put("listing", descriptor.listing());
  }

  private void paths(Map<Endpoint, String> paths) {
    paths.forEach((endpoint, path) -> {
      if (!path.equals(endpoint.path())) {
        yaml.put(endpoint.id(), path);
      }
    });
  }

  private void key(KeyPlace key) {
    switch (key) {
      case KeyPlace.Header header -> {
        yaml.put("header", header.name());
        yaml.put("bearer", header.bearer());
      }
      case KeyPlace.Query query -> yaml.put("query", query.name());
    }
  }

  private void models(ModelRules rules) {
    yaml.list("names", rules.names());
    FieldRules.print(yaml, "parameters", rules.parameters());
  }

  private void error(ErrorRule rule) {
    yaml.put("means", rule.means().id());
    if (rule.status() != 0) {
      yaml.put("status", rule.status());
    }
    yaml.put("code", rule.code());
    yaml.put("type", rule.type());
    yaml.put("message", rule.message());
  }
}
