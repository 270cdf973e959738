package dev.sluice.fleet.lease.hazelcast;

import com.hazelcast.config.Config;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastInstance;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Members of Hazelcast in one process, on free ports of loopback. */
final class Cluster implements AutoCloseable {
  private final List<HazelcastInstance> members = new ArrayList<>();

  Cluster(int size) {
    List<Integer> ports = freePorts(size);
    String name = UUID.randomUUID().toString();
    for (int port : ports) {
      members.add(Hazelcast.newHazelcastInstance(config(name, port, ports)));
    }
  }

  List<HazelcastInstance> members() {
    return members;
  }

  /** One member is gone without a word. */
  void kill(int member) {
    members.get(member).getLifecycleService().terminate();
  }

  private static Config config(String name, int port, List<Integer> ports) {
    Config config = HazelcastBuckets.configure(new Config(name + port));
    config.setClusterName(name);
    config.setProperty("hazelcast.logging.type", "none");
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.wait.seconds.before.join", "0");
    config.setProperty("hazelcast.partition.count", "31");
    config.setProperty("hazelcast.operation.thread.count", "2");
    config.setProperty("hazelcast.io.thread.count", "1");
    config.getJetConfig().setEnabled(false);
    var network = config.getNetworkConfig();
    network.setPort(port).setPortAutoIncrement(false);
    network.getInterfaces().setEnabled(true).addInterface("127.0.0.1");
    var join = network.getJoin();
    join.getAutoDetectionConfig().setEnabled(false);
    join.getMulticastConfig().setEnabled(false);
    join.getTcpIpConfig().setEnabled(true);
    ports.forEach(each -> join.getTcpIpConfig().addMember("127.0.0.1:" + each));
    return config;
  }

  private static List<Integer> freePorts(int number) {
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < number; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (ServerSocket socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    members.forEach(member -> member.getLifecycleService().terminate());
  }
}
