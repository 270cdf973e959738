package dev.sluice.fleet.channel;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A connection that another member has made, or says that it has. */
final class Arrival {
  private static final long PROOF_MILLIS = 5000;

  private final Vertx vertx;
  private final String self;
  private final byte[] key;
  private final Traffic traffic;
  private final BiConsumer<String, Envelope> receiver;

  /** Takes connections for a member; the receiver is given each message and who sent it. */
  Arrival(
      Vertx vertx,
      Traffic traffic,
      byte[] key,
      String self,
      BiConsumer<String, Envelope> receiver) {
    this.vertx = vertx;
    this.traffic = traffic;
    this.key = key.clone();
    this.self = self;
    this.receiver = receiver;
  }

  /** Takes a connection. */
  void take(NetSocket socket) {
    new Caller(socket).begin();
  }

  private final class Caller {
    private final NetSocket socket;
    private final Frames frames;
    private final long timer;
    private @Nullable Hello hello;
    private @Nullable Seal seal;
    private @Nullable Signature signature;

    Caller(NetSocket socket) {
      this.socket = socket;
      this.frames = new Frames(this::next, this::end);
      this.timer = vertx.setTimer(PROOF_MILLIS, _ -> end());
    }

    void begin() {
      socket.exceptionHandler(_ -> {});
      socket.closeHandler(_ -> vertx.cancelTimer(timer));
      socket.handler(frames);
    }

    private void end() {
      frames.stop();
      Channel.ignore(socket.close());
    }

    private void next(Buffer frame) {
      Hello greeted = hello;
      Seal set = seal;
      Signature own = signature;
      if (greeted == null || set == null) {
        answer(Hello.decode(frame));
      } else if (own == null) {
        believe(set, frame);
      } else {
        accept(greeted, own, frame);
      }
    }

    private void answer(@Nullable Hello greeting) {
      if (greeting == null || !greeting.to().equals(self)) {
        end();
        return;
      }
      int version = Math.min(greeting.version(), Hello.VERSION);
      Buffer nonce = Chance.bytes(Hello.NONCE);
      Seal made = new Seal(key, greeting, version, nonce);
      hello = greeting;
      seal = made;
      Channel.ignore(
          socket.write(
              Frames.frame(
                  Buffer.buffer()
                      .appendUnsignedByte((short) version)
                      .appendBuffer(nonce)
                      .appendBytes(made.proof(Seal.Role.CALLED)))));
    }

    private void believe(Seal set, Buffer proof) {
      if (!set.proves(Seal.Role.CALLER, proof.getBytes())) {
        end();
        return;
      }
      vertx.cancelTimer(timer);
      frames.trust();
      signature = set.signature();
    }

    private void accept(Hello greeted, Signature own, Buffer frame) {
      if (frame.length() <= Signature.LENGTH) {
        end();
        return;
      }
      Buffer bytes = frame.getBuffer(Signature.LENGTH, frame.length());
      Envelope envelope = Envelope.decode(bytes);
      if (envelope == null || !own.checks(frame.getBytes(0, Signature.LENGTH), bytes)) {
        end();
        return;
      }
      traffic.came(frame.length());
      receiver.accept(greeted.from(), envelope);
    }
  }
}
