package dev.sluice.ingress;

import dev.sluice.model.Failure;
import dev.sluice.pipeline.Lane;
import dev.sluice.pipeline.Watchdog;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.impl.HttpServerConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The open client connections of a lane: their number is capped for the node, and one that is slow
 * with its first request, or idle for too long, is closed. Confined to its lane but for the count.
 */
final class Connections {
  private final Lane lane;
  private final AtomicInteger open;
  private final Map<HttpConnection, Watch> watches = new HashMap<>();

  /**
   * The connections of a lane.
   *
   * @param open number of connections of the node
   */
  Connections(Lane lane, AtomicInteger open) {
    this.lane = lane;
    this.open = open;
  }

  /** Takes a new connection in, or closes it when there are too many. */
  void opened(HttpConnection connection) {
    if (open.incrementAndGet() > lane.config().limits().connections()) {
      open.decrementAndGet();
      Sent.ignore(connection.close());
      return;
    }
    unwatchIdleness(connection);
    Watch watch = new Watch(connection);
    watches.put(connection, watch);
    lane.stats().connectionOpened();
    watch.begin(lane.config().limits().headersTime().toNanos());
    // The closing tells all; without a handler the server logs every client that resets.
    connection.closeHandler(_ -> closed(connection)).exceptionHandler(_ -> {});
  }

  /** The server's own idle timeout would also end exchanges that wait for their provider. */
  private static void unwatchIdleness(HttpConnection connection) {
    if (connection instanceof HttpServerConnection served) {
      ChannelPipeline pipeline = served.channelHandlerContext().pipeline();
      if (pipeline.get(IdleStateHandler.class) != null) {
        pipeline.remove(IdleStateHandler.class);
      }
    }
  }

  private void closed(HttpConnection connection) {
    Watch watch = watches.remove(connection);
    if (watch != null) {
      open.decrementAndGet();
      lane.stats().connectionClosed();
      lane.watchdog().unwatch(watch);
    }
  }

  /** A request has begun on the connection; null for one that is not known. */
  @Nullable Watch began(HttpConnection connection) {
    Watch watch = watches.get(connection);
    if (watch != null) {
      watch.busy++;
    }
    return watch;
  }

  /** Watches one connection between its requests. */
  final class Watch extends Watchdog.Entry {
    private final HttpConnection connection;
    private long idleUntil;
    private int busy;

    private Watch(HttpConnection connection) {
      this.connection = connection;
    }

    private void begin(long nanos) {
      idleUntil = lane.nanos().getAsLong() + nanos;
      dueBy(idleUntil);
      lane.watchdog().watch(this);
    }

    /** A request on the connection is over. */
    void over() {
      busy--;
      idleUntil = lane.nanos().getAsLong() + lane.config().limits().keepAlive().toNanos();
    }

    @Override
    protected long check(long now) {
      if (busy == 0 && now - idleUntil >= 0) {
        Sent.ignore(connection.close());
      }
      return Math.max(idleUntil, now + 1_000_000_000L);
    }

    @Override
    protected void stop(Failure reason) {
      // The server's shutdown closes its connections.
    }
  }
}
