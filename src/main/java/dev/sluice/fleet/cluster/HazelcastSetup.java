package dev.sluice.fleet.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DiscoveryConfig;
import dev.sluice.config.TimingConfig;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.channel.FleetKey;
import dev.sluice.fleet.lease.hazelcast.HazelcastBuckets;
import java.io.File;
import java.io.FileNotFoundException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes Hazelcast's configuration of ours. */
final class HazelcastSetup {
  private static final int NAME_BYTES = 16;
  private static final String LEAVE_SECONDS = "3";
  private static final String CONNECT_SECONDS = "2";
  private static final int ELECT_SECONDS = 3;

  private HazelcastSetup() {}

  /**
   * The configuration of a member.
   *
   * @param channelPort at which its channel listens
   * @throws IllegalStateException when a native file is named that is not there
   */
  static Config config(ClusterConfig cluster, Self self, int channelPort) {
    Config config = cluster.hazelcast().isEmpty() ? own(cluster) : file(cluster.hazelcast());
    config.setClusterName(clusterName(cluster));
    Card.write(config.getMemberAttributeConfig(), self, channelPort);
    return HazelcastBuckets.configure(config)
        .setProperty("hazelcast.phone.home.enabled", "false")
        .setProperty("hazelcast.shutdownhook.enabled", "false")
        .setProperty("hazelcast.logging.type", "slf4j");
  }

  /**
   * Name by which Hazelcast tells fleets apart: it refuses members of another one. It holds
   * something of the secret, so that a node without it is not let in, and does not tell it.
   */
  static String clusterName(ClusterConfig cluster) {
    if (cluster.secret().isEmpty()) {
      return cluster.name();
    }
    byte[] key = FleetKey.of(cluster.secret(), "membership");
    return cluster.name() + "-" + HexFormat.of().formatHex(Arrays.copyOf(key, NAME_BYTES));
  }

  private static Config file(String path) {
    try {
      return Config.loadFromFile(new File(path));
    } catch (FileNotFoundException e) {
      throw new IllegalStateException("cluster.hazelcast: no such file: " + path, e);
    }
  }

  private static Config own(ClusterConfig cluster) {
    Config config = new Config();
    config.getMetricsConfig().setEnabled(false);
    network(config.getNetworkConfig(), cluster);
    timing(config, cluster.timing());
    return config
        .setProperty("hazelcast.socket.bind.any", String.valueOf(cluster.listen().isEmpty()))
        .setProperty("hazelcast.partition.count", String.valueOf(cluster.partitions()))
        .setProperty("hazelcast.health.monitoring.level", "OFF")
        // What is shared is little: more threads would only wait beside the event loops.
        .setProperty("hazelcast.operation.thread.count", "2")
        .setProperty("hazelcast.operation.generic.thread.count", "2")
        .setProperty("hazelcast.io.input.thread.count", "1")
        // A thread that connects to a process which accepts and never answers, as one does that is
        // frozen, has no time for other connections: not all may be at the same one.
        .setProperty("hazelcast.io.output.thread.count", "3")
        .setProperty("hazelcast.event.thread.count", "1");
  }

  private static void timing(Config config, TimingConfig timing) {
    String lost = seconds(timing.lost());
    config
        .setProperty("hazelcast.wait.seconds.before.join", "0")
        .setProperty("hazelcast.max.join.seconds", seconds(timing.join()))
        .setProperty("hazelcast.heartbeat.interval.seconds", seconds(timing.heartbeat()))
        .setProperty("hazelcast.max.no.heartbeat.seconds", lost)
        // Else a new master waits two minutes for members that are as frozen as the old one. The
        // others must have had the time to miss the old one too: who does not agree is left out.
        .setProperty(
            "hazelcast.mastership.claim.timeout.seconds", seconds(timing.lost().multipliedBy(2)))
        .setProperty("hazelcast.merge.first.run.delay.seconds", seconds(timing.heal()))
        .setProperty("hazelcast.merge.next.run.delay.seconds", seconds(timing.heal()))
        .setProperty("hazelcast.socket.connect.timeout.seconds", CONNECT_SECONDS)
        .setProperty("hazelcast.graceful.shutdown.max.wait", LEAVE_SECONDS);
  }

  private static String seconds(Duration time) {
    return String.valueOf(Math.max(1, time.toSeconds()));
  }

  private static void network(NetworkConfig network, ClusterConfig cluster) {
    network.setPort(cluster.port()).setPortAutoIncrement(false);
    if (!cluster.publicAddress().isEmpty()) {
      network.setPublicAddress(cluster.publicAddress());
    }
    if (!cluster.listen().isEmpty()) {
      network.getInterfaces().setEnabled(true).addInterface(cluster.listen());
    }
    JoinConfig join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    // Of members that start together none is master: they wait so long for one before they elect
    // it. Whoever asks for votes before all are awake waits ten seconds for those that are not, and
    // lets nobody else be elected meanwhile. It holds for all discovery but multicast.
    join.getTcpIpConfig().setConnectionTimeoutSeconds(ELECT_SECONDS);
    switch (cluster.discovery()) {
      case DiscoveryConfig.None _ -> {}
      case DiscoveryConfig.Addresses by -> {
        join.getTcpIpConfig().setEnabled(true);
        by.places().forEach(join.getTcpIpConfig()::addMember);
      }
      case DiscoveryConfig.Multicast by ->
          join.getMulticastConfig()
              .setEnabled(true)
              .setMulticastGroup(by.group())
              .setMulticastPort(by.port());
      case DiscoveryConfig.Dns by ->
          join.getKubernetesConfig()
              .setEnabled(true)
              .setProperty("service-dns", by.name())
              .setProperty(
                  "service-port", String.valueOf(by.port() == 0 ? cluster.port() : by.port()));
      case DiscoveryConfig.Kubernetes by -> {
        join.getKubernetesConfig().setEnabled(true).setProperty("service-name", by.service());
        if (!by.namespace().isEmpty()) {
          join.getKubernetesConfig().setProperty("namespace", by.namespace());
        }
      }
    }
  }
}
