package dev.sluice.config;

import dev.sluice.model.Caps;
import dev.sluice.model.Timeouts;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A connection for tests in the making: the usual in all that a test does not say, and no key. */
public final class Connections {
  private final String name;
  private final URI baseUrl;
  private boolean enabled = true;
  private List<Secret> keys = List.of();
  private boolean forwardAuthorization;
  private @Nullable String organization;
  private @Nullable String project;
  private Map<String, Secret> headers = Map.of();
  private Timeouts timeouts = Timeouts.defaults();
  private PoolConfig pool = PoolConfig.defaults();
  private @Nullable URI proxy;
  private UpstreamTlsConfig tls = UpstreamTlsConfig.defaults();
  private boolean discover;
  private ProbeConfig probe = new ProbeConfig.None();
  private Caps caps = Caps.NONE;

  private Connections(String name, URI baseUrl) {
    this.name = name;
    this.baseUrl = baseUrl;
  }

  public static Connections of(String name, URI baseUrl) {
    return new Connections(name, baseUrl);
  }

  /** To a server of this machine. */
  public static Connections of(String name, int port) {
    return of(name, URI.create("http://127.0.0.1:" + port + "/v1"));
  }

  public Connections enabled(boolean next) {
    enabled = next;
    return this;
  }

  public Connections key(String key) {
    return keys(List.of(new Secret(key)));
  }

  public Connections keys(List<Secret> next) {
    keys = next;
    return this;
  }

  public Connections forwardAuthorization(boolean next) {
    forwardAuthorization = next;
    return this;
  }

  public Connections account(String itsOrganization, String itsProject) {
    organization = itsOrganization;
    project = itsProject;
    return this;
  }

  public Connections headers(Map<String, Secret> next) {
    headers = next;
    return this;
  }

  public Connections timeouts(Timeouts next) {
    timeouts = next;
    return this;
  }

  public Connections pool(PoolConfig next) {
    pool = next;
    return this;
  }

  public Connections proxy(@Nullable URI next) {
    proxy = next;
    return this;
  }

  public Connections tls(UpstreamTlsConfig next) {
    tls = next;
    return this;
  }

  /** Takes any certificate. */
  public Connections trusting() {
    return tls(new UpstreamTlsConfig(true, null, null, null));
  }

  public Connections discover(boolean next) {
    discover = next;
    return this;
  }

  public Connections probe(ProbeConfig next) {
    probe = next;
    return this;
  }

  public Connections caps(Caps next) {
    caps = next;
    return this;
  }

  public ConnectionConfig make() {
    return new ConnectionConfig(
        name,
        enabled,
        baseUrl,
        keys,
        forwardAuthorization,
        organization,
        project,
        headers,
        timeouts,
        pool,
        proxy,
        tls,
        discover,
        probe,
        caps);
  }
}
