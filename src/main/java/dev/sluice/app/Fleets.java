package dev.sluice.app;

import dev.sluice.config.ClusterConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigPrinter;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.cluster.HazelcastFleet;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;
import java.util.function.Supplier;

/** Chooses the fleet of a node, and what the node is called there. */
final class Fleets {
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int LONGEST_HOST = 48;
  private static final int SHOWN_VERSION = 12;
  private static final int DISTINCT = 4;

  /** Id of a node that has no fellows. */
  private static final String ALONE = "local";

  private Fleets() {}

  /**
   * The fleet that the configuration says; without one, nothing of a cluster is loaded.
   *
   * @param version of the program
   */
  static Membership of(SluiceConfig config, String version, Vertx vertx) {
    ClusterConfig cluster = config.cluster();
    Supplier<String> shared = () -> version(config);
    String id = cluster.enabled() ? UUID.randomUUID().toString() : ALONE;
    String name = cluster.node().isEmpty() ? name(id) : cluster.node();
    Self self = new Self(id, name, version, cluster.zone(), shared, Instant.now());
    return cluster.enabled() ? new HazelcastFleet(cluster, self, vertx) : new LocalFleet(self);
  }

  private static String name(String id) {
    return id.equals(ALONE) ? host() : host() + "-" + id.substring(0, DISTINCT);
  }

  /** Version of the models and providers: the same in all nodes that may stand for each other. */
  static String version(SluiceConfig config) {
    try {
      byte[] text = ConfigPrinter.printShared(config).getBytes(StandardCharsets.UTF_8);
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(text);
      return HexFormat.of().formatHex(hash).substring(0, SHOWN_VERSION);
    } catch (NoSuchAlgorithmException e) {
      throw new LinkageError("every Java has SHA-256", e);
    }
  }

  /** Host and port by which clients reach the node; its host's name stands for every interface. */
  static String address(String host, int port) {
    String place = host.equals("0.0.0.0") || host.equals("::") ? host() : host;
    return place.indexOf(':') < 0 ? place + ":" + port : "[" + place + "]:" + port;
  }

  private static String host() {
    String told = System.getenv("HOSTNAME");
    String name = told == null || told.isBlank() ? kernel() : told;
    String plain = name.strip().replaceAll("[^A-Za-z0-9.-]", "-").replaceAll("^[^A-Za-z0-9]+", "");
    return plain.isEmpty() ? "node" : plain.substring(0, Math.min(LONGEST_HOST, plain.length()));
  }

  private static String kernel() {
    try {
      return Files.isReadable(HOST_NAME) ? Files.readString(HOST_NAME) : "";
    } catch (IOException _) {
      return "";
    }
  }
}
