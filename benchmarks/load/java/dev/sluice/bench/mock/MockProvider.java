package dev.sluice.bench.mock;

import dev.sluice.bench.http.Transport;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.util.concurrent.FastThreadLocal;
import java.io.IOException;
import java.io.OutputStream;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** A provider of made-up answers on one event loop a thread, speaking the OpenAI chat dialect. */
public final class MockProvider implements AutoCloseable {
  private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final EventLoopGroup loops;
  private final Channel listening;

  private MockProvider(EventLoopGroup loops, Channel listening) {
    this.loops = loops;
    this.listening = listening;
  }

  /**
   * Listens on the loopback.
   *
   * @param port 0 for any free one
   * @param threads event loops
   */
  public static MockProvider listen(int port, int threads) {
    Transport transport = Transport.best();
    EventLoopGroup loops = transport.loops(threads);
    FastThreadLocal<TimerWheel> wheels = new FastThreadLocal<>();
    Channel listening =
        new ServerBootstrap()
            .group(loops)
            .channel(transport.server())
            .option(ChannelOption.SO_BACKLOG, 8192)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    TimerWheel wheel = wheels.get();
                    if (wheel == null) {
                      wheel = new TimerWheel(channel.eventLoop(), TICK_NANOS);
                      wheels.set(wheel);
                    }
                    SplittableRandom random = new SplittableRandom(channel.id().hashCode());
                    channel.pipeline().addLast(new MockConnection(channel, wheel, random));
                  }
                })
            .bind("127.0.0.1", port)
            .syncUninterruptibly()
            .channel();
    return new MockProvider(loops, listening);
  }

  /** The port listened on. */
  public int port() {
    return ((java.net.InetSocketAddress) listening.localAddress()).getPort();
  }

  @Override
  public void close() {
    listening.close().syncUninterruptibly();
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  /**
   * Runs until the standard input ends; the first line printed is the port.
   *
   * @param args port and number of event loops
   */
  public static void main(String[] args) throws IOException {
    try (MockProvider mock = listen(Integer.parseInt(args[0]), Integer.parseInt(args[1]))) {
      System.out.println(mock.port());
      System.in.transferTo(OutputStream.nullOutputStream());
    }
  }
}
