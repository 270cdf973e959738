package dev.sluice.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The fleet on one machine: its services fit each other, the gateway and the files beside them. */
final class ComposeTest {
  private static final Path FOLDER = Path.of("cluster/compose");
  private static final String SECRET = "long-enough-for-a-secret";

  private final JsonNode compose;

  ComposeTest() throws IOException {
    this.compose = Yaml.file(FOLDER.resolve("compose.yaml"));
  }

  @Test
  void hasTheShapeOfAComposeFile() {
    Shape.named("compose.yaml").fits(compose);
  }

  @Test
  void everyFileThatIsMountedIsThere() {
    List<String> sources = new ArrayList<>();
    for (JsonNode service : compose.path("services")) {
      service.path("volumes").forEach(volume -> sources.add(volume.asText().split(":", 2)[0]));
    }
    assertThat(sources)
        .isNotEmpty()
        .allMatch(source ->
            source.startsWith(".")
                ? Files.exists(FOLDER.resolve(source))
                : compose.path("volumes").has(source));
    assertThat(FOLDER.resolve(compose.at("/services/node/build").asText()).resolve("Dockerfile"))
        .exists();
  }

  @Test
  void everyServiceThatIsWaitedForIsThereAndCanSayThatItIsWell() {
    JsonNode services = compose.path("services");
    for (JsonNode service : services) {
      service
          .path("depends_on")
          .properties()
          .forEach(other -> {
            assertThat(services.has(other.getKey())).as(other.getKey()).isTrue();
            assertThat(
                    other.getValue().path("condition").asText().equals("service_started")
                        || services.path(other.getKey()).has("healthcheck"))
                .isTrue();
          });
      service
          .path("depends_on")
          .forEach(other -> assertThat(other.isObject() || services.has(other.asText())).isTrue());
    }
  }

  @Test
  void theNodesConfigurationLoads() throws IOException {
    String yaml = Files.readString(FOLDER.resolve("sluice.yaml"));
    var config = Configurations.load("compose", yaml, Map.of("SLUICE_CLUSTER_SECRET", SECRET));
    long grace =
        Long.parseLong(compose.at("/services/node/stop_grace_period").asText().replace("s", ""));
    assertThat(config.server().drain().toSeconds() + 10).isLessThanOrEqualTo(grace);
    assertThat(compose.at("/services/node/healthcheck/test").toString())
        .contains("127.0.0.1/" + config.server().port(), "GET /ready ");
  }

  @Test
  void everybodyCallsTheNodesByTheirNameAndPort() throws IOException {
    JsonNode settings = Yaml.file(FOLDER.resolve("sluice.yaml"));
    JsonNode services = compose.path("services");
    String discovered = settings.at("/cluster/discovery/dns/name").asText();
    assertThat(services.has(discovered)).isTrue();
    int port = settings.at("/server/port").asInt();
    String balancer = Files.readString(FOLDER.resolve("haproxy.cfg"));
    assertThat(balancer).contains(" " + discovered + ":" + port, "option httpchk GET /ready");
    JsonNode scraped =
        Yaml.file(FOLDER.resolve("prometheus.yaml")).at("/scrape_configs/0/dns_sd_configs/0");
    assertThat(scraped.path("names").get(0).asText()).isEqualTo(discovered);
    assertThat(scraped.path("port").asInt()).isEqualTo(port);
    assertThat(settings.at("/leases/redis/url").asText()).isEqualTo("redis://redis:6379");
    assertThat(services.has("redis")).isTrue();
  }

  @Test
  void theBalancerLeavesStreamsAloneAndRepeatsNothingThatANodeMayHaveSeen() throws IOException {
    String balancer = Files.readString(FOLDER.resolve("haproxy.cfg"));
    assertThat(balancer.lines().map(String::strip))
        .contains("retry-on conn-failure", "timeout server 310s", "option abortonclose")
        .noneMatch(line -> line.startsWith("compression") || line.contains("http-buffer-request"));
  }

  @Test
  void grafanaFindsItsDashboardsAndTheirSource() throws IOException {
    JsonNode source = Yaml.file(FOLDER.resolve("grafana/datasources.yaml")).at("/datasources/0");
    JsonNode provider = Yaml.file(FOLDER.resolve("grafana/dashboards.yaml")).at("/providers/0");
    String volumes = compose.at("/services/grafana/volumes").toString();
    assertThat(source.path("uid").asText()).isEqualTo("prometheus");
    assertThat(source.path("url").asText()).isEqualTo("http://prometheus:9090");
    assertThat(volumes).contains("../grafana:" + provider.at("/options/path").asText());
  }
}
