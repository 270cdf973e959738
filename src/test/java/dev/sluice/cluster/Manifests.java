package dev.sluice.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.cluster.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** All that cluster/ would have Kubernetes make. */
final class Manifests {
  static final Path PLAIN = Path.of("cluster/kubernetes");
  static final Path CHART = Path.of("cluster/helm/sluice");

  /** Values that differ from the defaults wherever the templates look at them. */
  static final String EVERYTHING =
      """
      cluster: {discovery: dns, tlsSecretName: members-tls, zone: eu-central-1a, memberPort: 6701}
      autoscaling: {enabled: false}
      replicas: 5
      disruption: {maxUnavailable: 2}
      serviceMonitor: {enabled: true, interval: 30s, labels: {release: prometheus}}
      serviceAccount: {annotations: {example.com/role: gateway}}
      accounts: [openai, groq]
      image: {tag: 1.2.3, pullSecrets: [{name: registry}]}
      networkPolicy:
        clients: [{namespaceSelector: {matchLabels: {team: chat}}}]
        egressPorts: [443]
      service: {type: LoadBalancer, annotations: {example.com/scheme: internal}}
      config: {server: {path_prefix: /llm}, environment: true}
      javaOptions: -XX:+UseParallelGC
      drainSeconds: 60
      podAnnotations: {example.com/team: platform}
      nodeSelector: {kubernetes.io/arch: arm64}
      tolerations: [{key: dedicated, operator: Exists}]
      affinity: {nodeAffinity: {}}
      """;

  /** Values for one node by itself. */
  static final String ALONE =
      """
      cluster: {enabled: false}
      autoscaling: {enabled: false}
      disruption: {enabled: false}
      networkPolicy: {enabled: false}
      replicas: 1
      """;

  private Manifests() {}

  static Stream<Objects> all() throws IOException {
    return Stream.of(
        new Objects("plain", plain()),
        chart("chart, defaults", ""),
        chart("chart, everything", EVERYTHING),
        chart("chart, one node", ALONE));
  }

  private static List<JsonNode> plain() throws IOException {
    List<JsonNode> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(PLAIN)) {
      for (Path file : files.sorted().toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          objects.addAll(Yaml.documents(Files.readString(file)));
        }
      }
    }
    return objects;
  }

  private static Objects chart(String name, String values) throws IOException {
    return new Objects(name, Yaml.documents(Chart.read(CHART).render(values)));
  }
}
