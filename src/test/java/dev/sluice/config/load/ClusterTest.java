package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DiscoveryConfig;
import dev.sluice.config.FleetTlsConfig;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The section about the fleet. */
final class ClusterTest {
  private static final String REST =
      """

      providers:
        sim: {type: simulator}
      models:
        m: {targets: [{provider: sim}]}
      """;
  private static final String SECRET = "secret: 0123456789abcdef";

  private static ClusterConfig read(String cluster) {
    return ConfigLoader.parse("test.yaml", "cluster: {" + cluster + "}" + REST, Map.of()).cluster();
  }

  @Test
  void isOffWhenNothingIsSaid() {
    assertThat(ConfigLoader.parse("test.yaml", REST, Map.of()).cluster())
        .isEqualTo(ClusterConfig.defaults());
    assertThat(ClusterConfig.defaults().enabled()).isFalse();
  }

  @Test
  void readsEachFormOfDiscovery() {
    assertThat(read("discovery: {addresses: [a, '10.0.0.2:5701', '[::1]:1']}").discovery())
        .isEqualTo(new DiscoveryConfig.Addresses(List.of("a", "10.0.0.2:5701", "[::1]:1")));
    assertThat(read("discovery: {multicast: {group: 224.2.2.3}}").discovery())
        .isEqualTo(new DiscoveryConfig.Multicast("224.2.2.3", 54_327));
    assertThat(read("discovery: {dns: {name: fleet.example, port: 7}}").discovery())
        .isEqualTo(new DiscoveryConfig.Dns("fleet.example", 7));
    assertThat(read("discovery: {kubernetes: {service: s, namespace: n}}").discovery())
        .isEqualTo(new DiscoveryConfig.Kubernetes("s", "n"));
  }

  @Test
  void printsWhatCanBeReadAgain() {
    for (String form :
        List.of(
            "addresses: [a]",
            "multicast: {group: 224.2.2.3, port: 9}",
            "dns: {name: d}",
            "kubernetes: {service: s}")) {
      String yaml =
          "cluster: {name: n, node: x, zone: z, host: 10.0.0.1, port: 0, public: '1.2.3.4:5',"
              + " expected: 3, partitions: 7, timing: {lost: 9s}, hazelcast: h.xml,"
              + " channel: {port: 1, tls: {certificate: c, key: k, authorities: a}},"
              + " discovery: {%s}}".formatted(form);
      var config = ConfigLoader.parse("test.yaml", yaml + REST, Map.of());

      assertThat(ConfigLoader.parse("printed.yaml", ConfigPrinter.print(config), Map.of()))
          .isEqualTo(config);
      assertThat(config.cluster().timing().lost()).isEqualTo(Duration.ofSeconds(9));
      assertThat(config.cluster().channel().tls()).isEqualTo(new FleetTlsConfig("c", "k", "a"));
    }
  }

  @Test
  void masksTheSecret() {
    var config =
        ConfigLoader.parse("test.yaml", "cluster: {secret: hidden-hidden-hidden}" + REST, Map.of());

    assertThat(ConfigPrinter.print(config)).contains("secret: \"***\"").doesNotContain("hidden");
    assertThat(config.toString()).doesNotContain("hidden");
  }

  @Test
  void needsNoSecretOnOneMachine() {
    ClusterConfig local =
        read("enabled: true, discovery: {addresses: ['127.0.0.1:1', localhost, '[::1]:2']}");

    assertThat(local.listen()).isEqualTo("127.0.0.1");
    assertThat(read("enabled: true, discovery: {addresses: [10.0.0.1]}, " + SECRET).listen())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "enabled: true, discovery: {addresses: [10.0.0.1]} | cluster.secret | 16 characters",
        "enabled: true, secret: short, discovery: {dns: {name: x}} | cluster.secret | 16 characters",
        "enabled: true, secret: 0123456789abcdef | cluster.discovery | addresses, multicast, dns",
        "discovery: {addresses: [a], dns: {name: b}} | cluster.discovery | not several",
        "discovery: {addresses: ['a b']} | cluster.discovery.addresses | must each be like",
        "discovery: {multicast: {group: 10.0.0.1}} | cluster.discovery.multicast.group | 224.2.2.3",
        "discovery: {dns: {name: a, prot: 1}} | cluster.discovery.dns.prot | port",
        "name: 'a b' | cluster.name | letters",
        "node: -a | cluster.node | letters",
        "port: 65536 | cluster.port | 0 to 65535",
        "host: example.com | cluster.host | an address",
        "timing: {lost: 1500ms} | cluster.timing.lost | 2s",
        "timing: {heartbeat: 1500ms} | cluster.timing.heartbeat | whole seconds",
        "timing: {heartbeat: 3s} | cluster.timing.lost | 2 heartbeats",
        "channel: {tls: {key: k}} | cluster.channel.tls.certificate | PEM",
        "sekret: x | cluster.sekret | secret"
      })
  void tellsWhatIsWrong(String cluster, String path, String message) {
    assertThatExceptionOfType(ConfigException.class)
        .isThrownBy(() -> Objects.requireNonNull(read(cluster)))
        .satisfies(e ->
            assertThat(e.problems())
                .anySatisfy(problem -> {
                  assertThat(problem.path()).isEqualTo(path);
                  assertThat(problem.message()).contains(message);
                }));
  }

  @Test
  void nodesOfOneFleetAreComparedByWhatTheyHaveInCommon() {
    String one = "server: {port: 1}\ncluster: {node: a}" + REST;
    String other = "server: {port: 2}\ncluster: {node: b}" + REST;

    assertThat(shared(one)).isEqualTo(shared(other));
    assertThat(shared(one)).isNotEqualTo(shared(one.replace("  m: {", "  n: {")));
  }

  private static String shared(String yaml) {
    return ConfigPrinter.printShared(ConfigLoader.parse("test.yaml", yaml, Map.of()));
  }
}
