package dev.sluice.config.load;

import static dev.sluice.config.load.Values.choice;
import static dev.sluice.config.load.Values.duration;
import static dev.sluice.config.load.Values.number;
import static dev.sluice.config.load.Values.on;
import static dev.sluice.config.load.Values.size;
import static dev.sluice.config.load.Values.whole;

import dev.sluice.config.BreakerConfig;
import dev.sluice.config.CorsConfig;
import dev.sluice.config.DecisionsConfig;
import dev.sluice.config.FailoverConfig;
import dev.sluice.config.HealthConfig;
import dev.sluice.config.LimitsConfig;
import dev.sluice.config.ReloadConfig;
import dev.sluice.config.ServerConfig;
import dev.sluice.config.ServerConfig.Transport;
import dev.sluice.config.StreamConfig;
import dev.sluice.config.TlsConfig;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Reads the sections that are about the gateway itself. What is not given keeps its default. */
final class GeneralReader {
  private GeneralReader() {}

  /** The general settings of a configuration, before the environment is laid over them. */
  static General read(Section root) {
    return new General(
        server(root.section("server")),
        limits(root.section("limits")),
        failover(root.section("failover")),
        breaker(root.section("breaker")),
        health(root.section("health")),
        stream(root.section("stream")),
        ClusterReader.read(root.section("cluster")),
        LeasesReader.read(root.section("leases")),
        MediaReader.read(root.section("media")),
        reload(root.section("reload")));
  }

  private static ServerConfig server(Section section) {
    ServerConfig otherwise = ServerConfig.defaults();
    CorsConfig cors = cors(section.section("cors"));
    TlsConfig tls = section.given("tls") ? tls(section.section("tls")) : null;
    return section.build(
        () ->
            new ServerConfig(
                section.text("host", otherwise.host()),
                whole(section, "port", otherwise.port()),
                section.text("path_prefix", otherwise.pathPrefix()),
                cors,
                tls,
                choice(section, "transport", Transport::id, otherwise.transport()),
                whole(section, "lanes", otherwise.lanes()),
                duration(section, "drain", otherwise.drain()),
                duration(section, "notice", otherwise.notice())),
        otherwise);
  }

  private static CorsConfig cors(Section section) {
    return section.build(() -> new CorsConfig(section.texts("origins")), CorsConfig.defaults());
  }

  /** Without both paths there is no TLS, so that variables may switch it on. */
  private static @Nullable TlsConfig tls(Section section) {
    String certificate = section.text("certificate");
    String key = section.text("key");
    if (certificate == null && key == null) {
      section.rejectUnknown();
      return null;
    }
    return section.build(
        () -> new TlsConfig(certificate == null ? "" : certificate, key == null ? "" : key));
  }

  private static LimitsConfig limits(Section section) {
    LimitsConfig otherwise = LimitsConfig.defaults();
    return section.build(
        () ->
            new LimitsConfig(
                size(section, "body", otherwise.body()),
                size(section, "headers", otherwise.headers()),
                size(section, "url", otherwise.url()),
                duration(section, "headers_time", otherwise.headersTime()),
                duration(section, "body_time", otherwise.bodyTime()),
                duration(section, "keep_alive", otherwise.keepAlive()),
                whole(section, "connections", otherwise.connections()),
                whole(section, "exchanges", otherwise.exchanges()),
                whole(section, "queue", otherwise.queue()),
                duration(section, "queue_time", otherwise.queueTime()),
                size(section, "answer", otherwise.answer()),
                size(section, "frame", otherwise.frame()),
                size(section, "memory", otherwise.memory()),
                size(section, "error_body", otherwise.errorBody()),
                size(section, "upload", otherwise.upload()),
                size(section, "upload_memory", otherwise.uploadMemory()),
                size(section, "upload_disk", otherwise.uploadDisk()),
                duration(section, "upload_time", otherwise.uploadTime()),
                whole(section, "choices", otherwise.choices())),
        otherwise);
  }

  private static FailoverConfig failover(Section section) {
    FailoverConfig otherwise = FailoverConfig.defaults();
    Duration backoff = duration(section, "backoff", otherwise.backoff());
    return section.build(
        () ->
            new FailoverConfig(
                on(section, "enabled", otherwise.enabled()),
                whole(section, "attempts", otherwise.attempts()),
                whole(section, "retries", otherwise.retries()),
                backoff,
                duration(section, "backoff_max", longer(backoff, otherwise.backoffMax())),
                duration(section, "deadline", otherwise.deadline()),
                number(section, "retry_share", otherwise.retryShare()),
                whole(section, "retry_floor", otherwise.retryFloor())),
        otherwise);
  }

  private static BreakerConfig breaker(Section section) {
    BreakerConfig otherwise = BreakerConfig.defaults();
    return section.build(
        () ->
            new BreakerConfig(
                on(section, "enabled", otherwise.enabled()),
                whole(section, "failures", otherwise.failures()),
                number(section, "error_rate", otherwise.errorRate()),
                whole(section, "minimum", otherwise.minimum()),
                duration(section, "window", otherwise.window()),
                duration(section, "reset", otherwise.reset()),
                whole(section, "probes", otherwise.probes())),
        otherwise);
  }

  private static HealthConfig health(Section section) {
    HealthConfig otherwise = HealthConfig.defaults();
    return section.build(
        () ->
            new HealthConfig(
                on(section, "enabled", otherwise.enabled()),
                duration(section, "interval", otherwise.interval()),
                number(section, "jitter", otherwise.jitter()),
                duration(section, "timeout", otherwise.timeout()),
                whole(section, "down", otherwise.down()),
                whole(section, "up", otherwise.up()),
                duration(section, "warm_up", otherwise.warmUp())),
        otherwise);
  }

  private static StreamConfig stream(Section section) {
    StreamConfig otherwise = StreamConfig.defaults();
    return section.build(
        () -> new StreamConfig(duration(section, "heartbeat", otherwise.heartbeat())), otherwise);
  }

  private static ReloadConfig reload(Section section) {
    ReloadConfig otherwise = ReloadConfig.defaults();
    return section.build(
        () -> new ReloadConfig(duration(section, "watch", otherwise.watch())), otherwise);
  }

  /** Whether decisions are written to a file. */
  static DecisionsConfig decisions(Section section) {
    DecisionsConfig otherwise = DecisionsConfig.defaults();
    return section.build(
        () ->
            new DecisionsConfig(
                section.text("file", otherwise.file()),
                size(section, "size", otherwise.size()),
                whole(section, "keep", otherwise.keep()),
                number(section, "share", otherwise.share())),
        otherwise);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }
}
