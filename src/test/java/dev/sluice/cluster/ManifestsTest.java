package dev.sluice.cluster;

import static dev.sluice.cluster.Objects.name;
import static dev.sluice.cluster.Objects.selects;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cluster.chart.Chart;
import dev.sluice.config.SluiceConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What Kubernetes is given has the right shape, and its parts fit each other and the gateway. */
final class ManifestsTest {
  private static final String COMPONENT = "app.kubernetes.io/component";
  private static final Set<String> PAGES = Set.of("/ready", "/health", "/metrics");

  static Stream<Objects> all() throws IOException {
    return Manifests.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyObjectHasTheShapeOfItsKind(Objects objects) {
    assertThat(objects.all()).isNotEmpty();
    objects.all().forEach(each -> Shape.ofKind(each.path("kind").asText()).fits(each));
  }

  @ParameterizedTest
  @MethodSource("all")
  void noTwoObjectsOfAKindHaveOneName(Objects objects) {
    assertThat(objects.all().stream().map(each -> each.path("kind").asText() + " " + name(each)))
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("all")
  void everySelectorFindsThePods(Objects objects) {
    JsonNode pods = objects.podLabels();
    List<JsonNode> selectors = new ArrayList<>();
    objects.all().forEach(each -> selectors.addAll(each.findValues("matchLabels")));
    selectors.removeIf(selector -> selector.has("team") || selector.has(COMPONENT));
    objects.ofKind("Service").forEach(each -> selectors.add(each.at("/spec/selector")));
    assertThat(selectors).allMatch(selector -> selects(selector, pods));
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyMonitorFindsAServiceWithItsPort(Objects objects) {
    objects
        .ofKind("ServiceMonitor")
        .forEach(monitor -> {
          List<JsonNode> services =
              objects
                  .ofKind("Service")
                  .filter(service ->
                      selects(
                          monitor.at("/spec/selector/matchLabels"), service.at("/metadata/labels")))
                  .toList();
          assertThat(services).hasSize(1);
          assertThat(services.getFirst().at("/spec/ports").findValuesAsText("name"))
              .containsAll(monitor.at("/spec/endpoints").findValuesAsText("port"));
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void everyPortThatIsNamedIsOneOfTheContainer(Objects objects) {
    List<String> named = new ArrayList<>();
    objects.ofKind("Service").forEach(each -> named.addAll(each.findValuesAsText("targetPort")));
    named.addAll(objects.container().findValuesAsText("port"));
    objects
        .ofKind("NetworkPolicy")
        .flatMap(each -> each.at("/spec/ingress").findValuesAsText("port").stream())
        .forEach(named::add);
    assertThat(named).isNotEmpty().allMatch(port -> objects.containerPort(port) > 0);
  }

  @ParameterizedTest
  @MethodSource("all")
  void membersMayReachWhatTheyListenOn(Objects objects) throws IOException {
    objects
        .ofKind("NetworkPolicy")
        .forEach(policy -> {
          List<String> out = policy.at("/spec/egress").findValuesAsText("port");
          for (String port : List.of("members", "channel")) {
            if (objects.containerPort(port) > 0) {
              assertThat(out).contains("" + objects.containerPort(port));
            }
          }
        });
    JsonNode cluster = Yaml.documents(configuration(objects)).getFirst().path("cluster");
    assertThat(objects.containerPort("members")).isEqualTo(cluster.path("port").asInt());
    assertThat(objects.containerPort("channel"))
        .isEqualTo(cluster.at("/channel/port").asInt(cluster.isEmpty() ? 0 : 5751));
  }

  @ParameterizedTest
  @MethodSource("all")
  void whatIsReferredToIsThere(Objects objects) {
    JsonNode pod = objects.only("Deployment").at("/spec/template/spec");
    assertThat(objects.named("ServiceAccount", pod.path("serviceAccountName").asText()))
        .isPresent();
    for (JsonNode volume : pod.path("volumes")) {
      String map = volume.at("/configMap/name").asText();
      assertThat(map.isEmpty() || objects.named("ConfigMap", map).isPresent()).isTrue();
    }
    assertThat(pod.path("volumes").findValuesAsText("name"))
        .containsAll(objects.container().path("volumeMounts").findValuesAsText("name"));
    objects
        .ofKind("HorizontalPodAutoscaler")
        .forEach(scaler -> {
          assertThat(objects.named("Deployment", scaler.at("/spec/scaleTargetRef/name").asText()))
              .isPresent();
          assertThat(objects.only("Deployment").at("/spec/replicas").isMissingNode())
              .as("a number that fights the autoscaler's")
              .isTrue();
        });
    objects
        .ofKind("RoleBinding")
        .forEach(binding -> {
          assertThat(objects.named("Role", binding.at("/roleRef/name").asText())).isPresent();
          assertThat(objects.named("ServiceAccount", binding.at("/subjects/0/name").asText()))
              .isPresent();
        });
  }

  @ParameterizedTest
  @MethodSource("all")
  void theConfigurationLoadsAndSaysThePortAndThePathsThatAreAsked(Objects objects)
      throws IOException {
    Map<String, String> variables = new HashMap<>();
    objects
        .container()
        .path("env")
        .forEach(each -> variables.put(each.path("name").asText(), "long-enough-for-a-secret"));
    SluiceConfig config = Configurations.load(objects.from(), configuration(objects), variables);
    assertThat(config.server().port()).isEqualTo(objects.containerPort("http"));
    List<String> paths = new ArrayList<>(objects.container().findValuesAsText("path"));
    objects.ofKind("ServiceMonitor").forEach(each -> paths.addAll(each.findValuesAsText("path")));
    assertThat(paths)
        .hasSizeGreaterThan(2)
        .allMatch(path ->
            PAGES.stream().anyMatch(page -> path.equals(config.server().pathPrefix() + page)));
    int grace =
        objects.only("Deployment").at("/spec/template/spec/terminationGracePeriodSeconds").asInt();
    assertThat((long) grace).isGreaterThanOrEqualTo(config.server().drain().toSeconds() + 10);
  }

  @ParameterizedTest
  @MethodSource("all")
  void membersLookForEachOtherWhereTheyAre(Objects objects) {
    JsonNode discovery = Yaml.documents(configuration(objects)).getFirst().at("/cluster/discovery");
    String service =
        discovery.has("kubernetes")
            ? discovery.at("/kubernetes/service").asText()
            : discovery.at("/dns/name").asText().replaceFirst("\\..*", "");
    if (!discovery.isMissingNode()) {
      JsonNode members = objects.named("Service", service).orElseThrow();
      assertThat(members.at("/spec/clusterIP").asText()).isEqualTo("None");
      assertThat(members.at("/spec/publishNotReadyAddresses").asBoolean()).isTrue();
      assertThat(objects.ofKind("Role").count()).isEqualTo(discovery.has("kubernetes") ? 1 : 0);
    }
  }

  @Test
  void aMisspeltKeyIsNoticed() throws IOException {
    JsonNode deployment = all().findFirst().orElseThrow().only("Deployment");
    JsonNode misspelt = deployment.deepCopy();
    Chart.lay(Yaml.documents("{spec: {replica: 3}}").getFirst(), misspelt);

    assertThat(Shape.ofKind("Deployment").allows(deployment)).isTrue();
    assertThat(Shape.ofKind("Deployment").allows(misspelt)).isFalse();
  }

  @Test
  void theChartsDefaultsMakeWhatThePlainFilesAre() throws IOException {
    List<Objects> both = all().limit(2).toList();
    assertThat(kinds(both.get(1))).isSubsetOf(kinds(both.get(0)));
    JsonNode plain = both.get(0).container();
    JsonNode chart = both.get(1).container();
    for (String part :
        List.of(
            "ports",
            "startupProbe",
            "readinessProbe",
            "livenessProbe",
            "lifecycle",
            "securityContext",
            "resources")) {
      assertThat(chart.path(part)).as(part).isEqualTo(plain.path(part));
    }
  }

  private static List<String> kinds(Objects objects) {
    return objects.all().stream().map(each -> each.path("kind").asText()).toList();
  }

  @Test
  void theKustomizationNamesFilesThatAreThere() throws IOException {
    JsonNode kustomization = Yaml.file(Manifests.PLAIN.resolve("kustomization.yaml"));
    assertThat(kustomization.path("resources"))
        .isNotEmpty()
        .allMatch(file -> Files.exists(Manifests.PLAIN.resolve(file.asText())));
  }

  @Test
  void theChartsDefaultsAndOurOtherValuesFitItsSchema() throws IOException {
    Shape shape = Shape.of("values", Yaml.json(Path.of("cluster/helm/sluice/values.schema.json")));
    JsonNode defaults = Yaml.file(Manifests.CHART.resolve("values.yaml"));
    shape.fits(defaults);
    String mistyped = "{image: {repository: a, tagg: b}, config: {}, cluster: {}, service: {}}";
    assertThat(shape.allows(Yaml.documents(mistyped).getFirst())).isFalse();
    for (String values : List.of(Manifests.EVERYTHING, Manifests.ALONE)) {
      JsonNode all = defaults.deepCopy();
      Chart.lay(Yaml.documents(values).getFirst(), all);
      shape.fits(all);
    }
  }

  private static String configuration(Objects objects) {
    return objects.only("ConfigMap").at("/data").path("sluice.yaml").asText();
  }
}
