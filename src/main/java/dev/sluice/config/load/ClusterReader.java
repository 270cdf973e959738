package dev.sluice.config.load;

import static dev.sluice.config.load.Values.duration;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.whole;

import dev.sluice.config.ChannelConfig;
import dev.sluice.config.ClusterConfig;
import dev.sluice.config.DiscoveryConfig;
import dev.sluice.config.FleetTlsConfig;
import dev.sluice.config.Secret;
import dev.sluice.config.TimingConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the section about the fleet. What is not given keeps its default. */
final class ClusterReader {
  private static final DiscoveryConfig NONE = new DiscoveryConfig.None();

  private ClusterReader() {}

  /** The fleet of a configuration. */
  static ClusterConfig read(Section section) {
    ClusterConfig otherwise = ClusterConfig.defaults();
    DiscoveryConfig discovery = discovery(section.section("discovery"));
    TimingConfig timing = timing(section.section("timing"));
    ChannelConfig channel = channel(section.section("channel"));
    return section.build(
        () ->
            new ClusterConfig(
                on(section, "enabled", otherwise.enabled()),
                section.text("name", otherwise.name()),
                section.text("node", otherwise.node()),
                section.text("zone", otherwise.zone()),
                new Secret(section.text("secret", "")),
                section.text("host", otherwise.host()),
                whole(section, "port", otherwise.port()),
                section.text("public", otherwise.publicAddress()),
                whole(section, "expected", otherwise.expected()),
                whole(section, "partitions", otherwise.partitions()),
                discovery,
                timing,
                channel,
                section.text("hazelcast", otherwise.hazelcast())),
        otherwise);
  }

  /** The one form of which something is said; a second one is a problem. */
  private static DiscoveryConfig discovery(Section section) {
    DiscoveryConfig found = NONE;
    for (DiscoveryConfig form :
        List.of(addresses(section), multicast(section), dns(section), kubernetes(section))) {
      if (!found.equals(NONE) && !form.equals(NONE)) {
        section.problem(
            "", "must name one of addresses, multicast, dns and kubernetes, not several");
      }
      found = form.equals(NONE) ? found : form;
    }
    section.rejectUnknown();
    return found;
  }

  private static DiscoveryConfig addresses(Section section) {
    List<String> places = section.texts("addresses");
    DiscoveryConfig made =
        places.isEmpty() ? NONE : section.check(() -> new DiscoveryConfig.Addresses(places));
    return made == null ? NONE : made;
  }

  private static DiscoveryConfig multicast(Section outer) {
    Section section = outer.section("multicast");
    String group = section.text("group", "");
    int port = whole(section, "port", DiscoveryConfig.MULTICAST_PORT);
    return section.build(
        () -> group.isEmpty() ? NONE : new DiscoveryConfig.Multicast(group, port), NONE);
  }

  private static DiscoveryConfig dns(Section outer) {
    Section section = outer.section("dns");
    String name = section.text("name", "");
    int port = whole(section, "port", 0);
    return section.build(() -> name.isEmpty() ? NONE : new DiscoveryConfig.Dns(name, port), NONE);
  }

  private static DiscoveryConfig kubernetes(Section outer) {
    Section section = outer.section("kubernetes");
    String service = section.text("service", "");
    String namespace = section.text("namespace", "");
    return section.build(
        () -> service.isEmpty() ? NONE : new DiscoveryConfig.Kubernetes(service, namespace), NONE);
  }

  private static TimingConfig timing(Section section) {
    TimingConfig otherwise = TimingConfig.defaults();
    return section.build(
        () ->
            new TimingConfig(
                duration(section, "join", otherwise.join()),
                duration(section, "heartbeat", otherwise.heartbeat()),
                duration(section, "lost", otherwise.lost()),
                duration(section, "heal", otherwise.heal()),
                duration(section, "forget", otherwise.forget())),
        otherwise);
  }

  private static ChannelConfig channel(Section section) {
    ChannelConfig otherwise = ChannelConfig.defaults();
    FleetTlsConfig tls = tls(section.section("tls"));
    return section.build(
        () -> new ChannelConfig(whole(section, "port", otherwise.port()), tls), otherwise);
  }

  /** Without any path there is no TLS. */
  private static @Nullable FleetTlsConfig tls(Section section) {
    String certificate = section.text("certificate", "");
    String key = section.text("key", "");
    String authorities = section.text("authorities", "");
    if ((certificate + key + authorities).isEmpty()) {
      section.rejectUnknown();
      return null;
    }
    return section.build(() -> new FleetTlsConfig(certificate, key, authorities));
  }
}
