package dev.sluice.bench.http;

import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.internal.logging.InternalLoggerFactory;
import io.netty.util.internal.logging.JdkLoggerFactory;

/** The kind of sockets in use: epoll where it works, else Java's own. */
public enum Transport {
  /** Linux epoll. */
  EPOLL(EpollSocketChannel.class, EpollServerSocketChannel.class),
  /** Java's selector. */
  NIO(NioSocketChannel.class, NioServerSocketChannel.class);

  static {
    // Without a logging framework's set-up, debug lines would mix with the protocol on stdout.
    InternalLoggerFactory.setDefaultFactory(JdkLoggerFactory.INSTANCE);
  }

  private final Class<? extends SocketChannel> client;
  private final Class<? extends ServerChannel> server;

  Transport(Class<? extends SocketChannel> client, Class<? extends ServerChannel> server) {
    this.client = client;
    this.server = server;
  }

  /** The best kind that works on this host. */
  public static Transport best() {
    return Epoll.isAvailable() ? EPOLL : NIO;
  }

  /** Event loops of this kind. */
  public EventLoopGroup loops(int count) {
    IoHandlerFactory factory =
        this == EPOLL ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
    return new MultiThreadIoEventLoopGroup(count, factory);
  }

  /** Class of a connecting socket. */
  public Class<? extends SocketChannel> client() {
    return client;
  }

  /** Class of a listening socket. */
  public Class<? extends ServerChannel> server() {
    return server;
  }
}
