package dev.sluice.fleet.channel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetSocket;
import io.vertx.core.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * The way to one member: a connection that is made anew, after a growing pause, whenever it ends.
 * All of it happens on the channel's context.
 */
final class Link {
  private static final long FIRST_PAUSE_MILLIS = 100;
  private static final long LONGEST_PAUSE_MILLIS = 2000;

  /** Bytes that may wait for a connection, or on one for a slow member. */
  private static final int MOST_WAITING = 4 << 20;

  private final String self;
  private final String peer;
  private final SocketAddress place;
  private final byte[] key;
  private final Traffic traffic;
  private final Vertx vertx;
  private final NetClient client;
  private final Queue<Buffer> waiting = new ArrayDeque<>();
  private int waitingBytes;
  private long pause = FIRST_PAUSE_MILLIS;
  private @Nullable NetSocket socket;
  private @Nullable Signature signature;
  private boolean closed;

  /** The way from a member to another that can be reached at a place. */
  Link(Vertx vertx, NetClient client, Traffic traffic, byte[] key, String self, Peer to) {
    this.vertx = vertx;
    this.client = client;
    this.traffic = traffic;
    this.key = key.clone();
    this.self = self;
    this.peer = to.id();
    this.place = to.place();
  }

  SocketAddress place() {
    return place;
  }

  /** Begins to connect. */
  void open() {
    client.connect(place).onComplete(this::greet, _ -> lost());
  }

  private void greet(NetSocket connected) {
    if (closed) {
      Channel.ignore(connected.close());
      return;
    }
    Hello hello = new Hello(Hello.VERSION, Chance.bytes(Hello.NONCE), self, peer);
    Frames frames = new Frames(answer -> prove(connected, hello, answer), () -> end(connected));
    socket = connected;
    connected.exceptionHandler(_ -> {});
    connected.closeHandler(_ -> lost());
    connected.handler(frames);
    Channel.ignore(connected.write(Frames.frame(hello.encode())));
  }

  /** The member has shown that it knows the key; it is shown the same. */
  private void prove(NetSocket connected, Hello hello, Buffer answer) {
    int nonce = 1 + Hello.NONCE;
    if (signature != null || answer.length() != nonce + Seal.PROOF) {
      end(connected);
      return;
    }
    Seal seal = new Seal(key, hello, answer.getUnsignedByte(0), answer.getBuffer(1, nonce));
    if (answer.getUnsignedByte(0) > Hello.VERSION
        || !seal.proves(Seal.Role.CALLED, answer.getBytes(nonce, answer.length()))) {
      end(connected);
      return;
    }
    Channel.ignore(connected.write(Frames.frame(Buffer.buffer(seal.proof(Seal.Role.CALLER)))));
    signature = seal.signature();
    pause = FIRST_PAUSE_MILLIS;
    waitingBytes = 0;
    for (Buffer next = waiting.poll(); next != null; next = waiting.poll()) {
      send(next);
    }
  }

  /** Sends a message, or keeps it until there is a connection; dropped when too much waits. */
  void send(Buffer envelope) {
    NetSocket open = socket;
    Signature own = signature;
    if (open == null || own == null) {
      hold(envelope);
    } else if (waitingBytes + envelope.length() > MOST_WAITING) {
      traffic.dropped(1);
    } else {
      write(open, Frames.frame(Buffer.buffer(own.next(envelope)).appendBuffer(envelope)));
    }
  }

  private void write(NetSocket open, Buffer frame) {
    waitingBytes += frame.length();
    traffic.went(frame.length());
    // The socket's own queue counts messages and is full after a few.
    open.write(frame)
        .onComplete(_ -> {
          if (open.equals(socket)) {
            waitingBytes -= frame.length();
          }
        });
  }

  private void hold(Buffer envelope) {
    if (closed || waitingBytes + envelope.length() > MOST_WAITING) {
      traffic.dropped(1);
    } else {
      waitingBytes += envelope.length();
      waiting.add(envelope);
    }
  }

  private static void end(NetSocket connected) {
    Channel.ignore(connected.close());
  }

  private void lost() {
    socket = null;
    signature = null;
    waitingBytes = 0;
    traffic.dropped(waiting.size());
    waiting.clear();
    if (!closed) {
      vertx.setTimer(pause, _ -> reopen());
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private void reopen() {
    if (!closed) {
      open();
    }
  }

  /** Ends the connection once all that was sent is on its way. */
  Future<Void> close() {
    closed = true;
    NetSocket open = socket;
    return open == null ? Future.succeededFuture() : open.end();
  }
}
