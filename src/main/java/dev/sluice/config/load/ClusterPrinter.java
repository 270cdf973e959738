package dev.sluice.config.load;

import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DiscoveryConfig;
import dev.sluice.config.FleetTlsConfig;
import dev.sluice.config.TimingConfig;

/** Writes the section about the fleet. */
final class ClusterPrinter {
  private final YamlWriter yaml;

  ClusterPrinter(YamlWriter yaml) {
    this.yaml = yaml;
  }

  void print(ClusterConfig cluster) {
    yaml.section(
        "cluster",
        () -> {
          yaml.put("enabled", cluster.enabled());
          yaml.put("name", cluster.name());
          yaml.put("node", cluster.node());
          yaml.put("zone", cluster.zone());
          yaml.put("secret", cluster.secret().toString());
          yaml.put("host", cluster.host());
          yaml.put("port", cluster.port());
          yaml.put("public", cluster.publicAddress());
          yaml.put("expected", cluster.expected());
          yaml.put("partitions", cluster.partitions());
          yaml.section("discovery", () -> discovery(cluster.discovery()));
          yaml.section("timing", () -> timing(cluster.timing()));
          yaml.section("channel", () -> channel(cluster.channel()));
          yaml.put("hazelcast", cluster.hazelcast());
        });
  }

  private void discovery(DiscoveryConfig discovery) {
    switch (discovery) {
      case DiscoveryConfig.None _ -> {}
      case DiscoveryConfig.Addresses by -> yaml.list("addresses", by.places());
      case DiscoveryConfig.Multicast by ->
          yaml.section(
              "multicast",
              () -> {
                yaml.put("group", by.group());
                yaml.put("port", by.port());
              });
      case DiscoveryConfig.Dns by ->
          yaml.section(
              "dns",
              () -> {
                yaml.put("name", by.name());
                yaml.put("port", by.port());
              });
      case DiscoveryConfig.Kubernetes by ->
          yaml.section(
              "kubernetes",
              () -> {
                yaml.put("service", by.service());
                yaml.put("namespace", by.namespace());
              });
    }
  }

  private void timing(TimingConfig timing) {
    yaml.put("join", timing.join());
    yaml.put("heartbeat", timing.heartbeat());
    yaml.put("lost", timing.lost());
    yaml.put("heal", timing.heal());
    yaml.put("forget", timing.forget());
  }

  private void channel(ChannelConfig channel) {
    yaml.put("port", channel.port());
    FleetTlsConfig tls = channel.tls();
    if (tls != null) {
      yaml.section(
          "tls",
          () -> {
            yaml.put("certificate", tls.certificate());
            yaml.put("key", tls.key());
            yaml.put("authorities", tls.authorities());
          });
    }
  }
}
