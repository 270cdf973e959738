package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Kubernetes objects that are applied together.
 *
 * @param from where they come from
 */
record Objects(String from, List<JsonNode> all) {
  Stream<JsonNode> ofKind(String kind) {
    return all.stream().filter(each -> each.path("kind").asText().equals(kind));
  }

  JsonNode only(String kind) {
    List<JsonNode> found = ofKind(kind).toList();
    assertThat(found).as(kind).hasSize(1);
    return found.getFirst();
  }

  Optional<JsonNode> named(String kind, String name) {
    return ofKind(kind).filter(each -> name(each).equals(name)).findFirst();
  }

  /** What the pods of the deployment carry. */
  JsonNode podLabels() {
    return only("Deployment").at("/spec/template/metadata/labels");
  }

  JsonNode container() {
    return only("Deployment").at("/spec/template/spec/containers/0");
  }

  /** Port of the container by name, 0 when it has none. */
  int containerPort(String name) {
    for (JsonNode port : container().path("ports")) {
      if (port.path("name").asText().equals(name)) {
        return port.path("containerPort").asInt();
      }
    }
    return 0;
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  /** Whether the labels have all that the selector wants. */
  static boolean selects(JsonNode selector, JsonNode labels) {
    return !selector.isEmpty()
        && selector.properties().stream()
            .allMatch(want -> want.getValue().equals(labels.get(want.getKey())));
  }

  @Override
  public String toString() {
    return from;
  }
}
