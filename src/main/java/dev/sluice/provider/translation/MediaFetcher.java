package dev.sluice.provider.translation;

import dev.sluice.config.MediaConfig;
import dev.sluice.provider.ClientName;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.PoolOptions;
import java.net.InetAddress;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;

/** Fetches what stands behind addresses, for one lane. Confined to it. */
final class MediaFetcher {
  private static final int CONNECTIONS = 64;
  private static final int WAITING = 1024;
  private static final int HEADER_BYTES = 32 * 1024;

  private final Context context;
  private final Fetching fetching;
  private final HostRules rules;
  private final Names names;
  private final HttpClientAgent client;
  private final Room room;

  /** Finds the addresses of a host. */
  @FunctionalInterface
  interface Names {
    /** All addresses of the name, or of the address that it is; fails when there are none. */
    Future<List<InetAddress>> addresses(String host);
  }

  /** A fetcher for the lane whose context is current, which knows names as its system does. */
  MediaFetcher(Vertx vertx, Fetching fetching) {
    this(
        vertx,
        fetching,
        host -> {
          Callable<List<InetAddress>> work = () -> List.of(InetAddress.getAllByName(host));
          return vertx.executeBlocking(work, false).map(Objects::requireNonNull);
        });
  }

  /** As above, with another way to know names. */
  MediaFetcher(Vertx vertx, Fetching fetching, Names names) {
    this.context = vertx.getOrCreateContext();
    this.fetching = fetching;
    this.rules = new HostRules(fetching.config());
    this.names = names;
    this.client = open(vertx);
    this.room = fetching.rooms().apply(context);
  }

  /** Connections are not kept: each is made to an address that was checked for its request. */
  private static HttpClientAgent open(Vertx vertx) {
    return vertx
        .httpClientBuilder()
        .with(
            new HttpClientOptions()
                .setShared(true)
                .setName(ClientName.unique())
                .setKeepAlive(false)
                .setTcpNoDelay(true)
                .setMaxHeaderSize(HEADER_BYTES)
                .setDecompressionSupported(false))
        .with(new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING))
        .withConnectHandler(connection -> connection.exceptionHandler(_ -> {}))
        .build();
  }

  /**
   * Begins to fetch.
   *
   * @param waiter told of the end, once
   * @return by which it is given up; then nobody is told
   */
  MediaFetch fetch(Set<String> urls, MediaFetch.Waiter waiter) {
    MediaFetch fetch = new MediaFetch(this, urls, waiter);
    fetch.start();
    return fetch;
  }

  /** What an attempt may hold, of which it holds nothing yet. */
  Share share() {
    return new Share(room);
  }

  Context context() {
    return context;
  }

  MediaConfig config() {
    return fetching.config();
  }

  MediaMeters meters() {
    return fetching.meters();
  }

  HostRules rules() {
    return rules;
  }

  Names names() {
    return names;
  }

  HttpClientAgent client() {
    return client;
  }

  /** Closes the connections. */
  Future<Void> close() {
    return client.close();
  }
}
