package dev.sluice.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.sluice.bench.http.Transport;
import dev.sluice.bench.mock.MockModel;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** Starts the exchanges of one load, by the clock or one after the other. Confined to its loop. */
final class Driver {
  private static final long RETRY_MILLIS = 20;

  private final LoadSpec spec;
  private final MockModel model;
  private final EventLoop loop;
  private final Bootstrap bootstrap;
  private final ByteBuf request;
  private final ArrayDeque<ClientConnection> idle = new ArrayDeque<>();
  private final ArrayDeque<Long> waiting = new ArrayDeque<>();
  private final Set<ClientConnection> connected = new HashSet<>();
  private Tally tally = new Tally();
  private boolean running;
  private int connections;
  private long open;
  private long startedAt;
  private long started;

  Driver(LoadSpec spec, EventLoop loop) {
    this.spec = spec;
    this.loop = loop;
    this.model = MockModel.named(spec.model());
    byte[] bytes = RequestBytes.of(spec, model).getBytes(US_ASCII);
    this.request =
        Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    this.bootstrap = bootstrap();
  }

  void start() {
    running = true;
    startedAt = System.nanoTime();
    sweep();
    if (spec.mode() == LoadSpec.Mode.OPEN) {
      pulse();
    } else {
      for (int i = 0; i < spec.connections(); i++) {
        launch(startedAt);
      }
    }
  }

  /** Starts no more exchanges. */
  void stop() {
    running = false;
    waiting.clear();
    if (model.forever()) {
      giveUp();
    }
  }

  /** Ends what is still open and closes all connections. */
  void giveUp() {
    List.copyOf(connected).forEach(ClientConnection::giveUp);
  }

  /** Whether every exchange of a bounded load has been started. */
  boolean allStarted() {
    return started >= spec.total();
  }

  /** Exchanges in flight. */
  long open() {
    return open;
  }

  /** Counts of the current window. */
  Tally tally() {
    return tally;
  }

  /** Begins a new window and returns the counts of the last. */
  Tally swap() {
    Tally last = tally;
    tally = new Tally();
    return last;
  }

  /** An exchange has ended. */
  void ended() {
    open--;
  }

  /** A connection can carry another exchange. */
  void idle(ClientConnection connection) {
    Long due = waiting.poll();
    if (due != null) {
      begin(connection, due);
    } else if (running && spec.mode() == LoadSpec.Mode.CLOSED) {
      begin(connection, System.nanoTime());
    } else {
      idle.add(connection);
    }
  }

  /** A connection has gone. */
  void closed(ClientConnection connection) {
    connections--;
    var _ = idle.remove(connection);
    var _ = connected.remove(connection);
    replace();
  }

  private void replace() {
    Long due = waiting.poll();
    if (due != null) {
      launch(due);
    } else if (running && spec.mode() == LoadSpec.Mode.CLOSED) {
      launch(System.nanoTime());
    }
  }

  private void pulse() {
    if (!running) {
      return;
    }
    long due = due();
    while (due - System.nanoTime() <= 0) {
      if (spec.total() > 0 && allStarted()) {
        return;
      }
      started++;
      launch(due);
      due = due();
    }
    var _ = loop.schedule(this::pulse, due - System.nanoTime(), TimeUnit.NANOSECONDS);
  }

  private long due() {
    return startedAt + (long) (started * 1e9 / spec.rate());
  }

  private void launch(long due) {
    ClientConnection free = idle.pollLast();
    if (free != null) {
      begin(free, due);
    } else if (connections < spec.connections()) {
      connections++;
      var _ = bootstrap.connect(spec.host(), spec.port()).addListener(f -> connected(f, due));
    } else {
      waiting.add(due);
    }
  }

  private void connected(io.netty.util.concurrent.Future<?> attempt, long due) {
    if (attempt.isSuccess()) {
      Channel channel = ((ChannelFuture) attempt).channel();
      if (!running) {
        var _ = channel.close();
        return;
      }
      ClientConnection connection = channel.pipeline().get(ClientConnection.class);
      var _ = connected.add(connection);
      begin(connection, due);
    } else {
      connections--;
      tally.failed("connect");
      var _ = loop.schedule(this::replace, RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private void begin(ClientConnection connection, long due) {
    open++;
    connection.begin(request.retainedDuplicate(), due);
  }

  private void sweep() {
    long since = System.nanoTime() - TimeUnit.SECONDS.toNanos(spec.patienceSeconds());
    List.copyOf(connected).forEach(c -> c.giveUpSilent(since));
    if (running || open > 0) {
      var _ = loop.schedule(this::sweep, 1, TimeUnit.SECONDS);
    }
  }

  private Bootstrap bootstrap() {
    Bootstrap made =
        new Bootstrap()
            .group(loop)
            .channel(Transport.best().client())
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 5000)
            .handler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(new ClientConnection(channel, Driver.this, model, spec.reading()));
                  }
                });
    return spec.reading() == LoadSpec.Reading.SLOW
        ? made.option(ChannelOption.SO_RCVBUF, 16 * 1024)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(2048))
        : made;
  }
}
