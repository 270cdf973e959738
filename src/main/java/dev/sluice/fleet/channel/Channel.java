package dev.sluice.fleet.channel;

import dev.sluice.config.ChannelConfig;
import dev.sluice.fleet.Post;
import dev.sluice.telemetry.LogKeys;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.SocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The post of a member that has a connection of its own to each other one.
 *
 * <p>On a connection messages go one way only and in order. Both ends prove that they know the
 * fleet's key before the first one, and each message is signed. A member that is not reached, or
 * reads too slowly, misses messages; the sender never waits.
 */
public final class Channel implements Post {
  private static final Logger LOG = LoggerFactory.getLogger(Channel.class);

  private final ChannelConfig config;
  private final String host;
  private final byte[] key;
  private final String self;
  private final Vertx vertx;
  private final Traffic traffic = new Traffic();
  private final Map<String, List<Receiver>> receivers = new ConcurrentHashMap<>();

  // Touched on the context alone.
  private final Map<String, Link> links = new HashMap<>();

  private volatile @Nullable Open open;

  private record Open(Context context, NetServer server, NetClient client) {}

  /**
   * A channel that is closed.
   *
   * @param host address to listen on, empty for all
   * @param key of the fleet, 32 bytes
   * @param self id of the member
   */
  public Channel(ChannelConfig config, String host, byte[] key, String self, Vertx vertx) {
    this.config = config;
    this.host = host;
    this.key = key.clone();
    this.self = self;
    this.vertx = vertx;
  }

  /** The meters of the messages. */
  public MeterBinder traffic() {
    return traffic;
  }

  /**
   * Listens for the others; completes with the port. Called on a worker context, on which receivers
   * are told from now on.
   */
  public Future<Integer> open() {
    Arrival arrival = new Arrival(vertx, traffic, key, self, this::deliver);
    NetServer server =
        vertx.createNetServer(Sockets.called(config, host)).connectHandler(arrival::take);
    NetClient client = vertx.createNetClient(Sockets.caller(config));
    open = new Open(vertx.getOrCreateContext(), server, client);
    return server
        .listen()
        .map(NetServer::actualPort)
        .recover(cause ->
            Future.failedFuture(
                new IllegalStateException(
                    "cannot listen for the fleet on cluster.channel.port "
                        + config.port()
                        + ": "
                        + cause.getMessage(),
                    cause)));
  }

  /** Connects to these members and to no others. Called on the channel's context. */
  public void connect(Collection<Peer> peers) {
    Open now = open;
    if (now == null) {
      return;
    }
    Map<String, SocketAddress> wanted = new HashMap<>();
    peers.forEach(peer -> wanted.put(peer.id(), peer.place()));
    links
        .entrySet()
        .removeIf(each -> {
          boolean gone = !each.getValue().place().equals(wanted.get(each.getKey()));
          if (gone) {
            ignore(each.getValue().close());
          }
          return gone;
        });
    for (Peer peer : peers) {
      links.computeIfAbsent(
          peer.id(),
          _ -> {
            Link link = new Link(vertx, now.client, traffic, key, self, peer);
            link.open();
            return link;
          });
    }
  }

  @Override
  public void toAll(String topic, Buffer message) {
    Buffer envelope = new Envelope(topic, message).encode();
    onContext(() -> links.values().forEach(link -> link.send(envelope)));
  }

  @Override
  public void to(String member, String topic, Buffer message) {
    Buffer envelope = new Envelope(topic, message).encode();
    onContext(() -> {
      Link link = links.get(member);
      if (link != null) {
        link.send(envelope);
      }
    });
  }

  private void onContext(Runnable work) {
    Open now = open;
    if (now != null) {
      now.context.runOnContext(_ -> work.run());
    }
  }

  @Override
  public void receive(String topic, Receiver receiver) {
    receivers.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>()).add(receiver);
  }

  private void deliver(String from, Envelope envelope) {
    for (Receiver receiver : receivers.getOrDefault(envelope.topic(), List.of())) {
      try {
        receiver.receive(from, envelope.message());
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("topic", envelope.topic()).log("a receiver failed");
      }
    }
  }

  /**
   * Sends what is under way and ends all connections. Called on the channel's context; never fails.
   */
  public Future<Void> close() {
    Open now = open;
    open = null;
    if (now == null) {
      return Future.succeededFuture();
    }
    List<Future<Void>> ends = links.values().stream().map(Link::close).toList();
    links.clear();
    return Future.join(ends)
        .transform(_ -> Future.join(now.server.close(), now.client.close()))
        .transform(_ -> Future.succeededFuture());
  }

  /** Leaves out how a write ends: a connection that breaks tells so itself. */
  static void ignore(Future<Void> written) {
    written.onFailure(cause ->
        LOG.atDebug().addKeyValue(LogKeys.CAUSE, cause).log("a connection of the fleet ended"));
  }
}
