package dev.sluice.bench.mock;

import dev.sluice.bench.http.MessageReader;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** One connection to the mock: reads a request, answers as its model says. */
final class MockConnection extends ChannelInboundHandlerAdapter implements MessageReader.Listener {
  private static final ByteBuf MODELS =
      AnswerBytes.fixedAnswer("200 OK", "", "{\"object\":\"list\",\"data\":[]}");
  private static final ByteBuf UNKNOWN =
      AnswerBytes.fixedAnswer("404 Not Found", "", error("no such model", "model_not_found"));
  private static final ByteBuf LIMITED =
      AnswerBytes.fixedAnswer(
          "429 Too Many Requests",
          "retry-after-ms: 20\r\n",
          error("slow down", "rate_limit_exceeded"));
  private static final ByteBuf BROKEN =
      AnswerBytes.fixedAnswer("500 Internal Server Error", "", error("broken", "server_error"));

  private final Channel channel;
  private final TimerWheel wheel;
  private final SplittableRandom random;
  private final MessageReader reader = new MessageReader(this);
  private final RequestBody body = new RequestBody();
  private @Nullable PacedStream stream;

  MockConnection(Channel channel, TimerWheel wheel, SplittableRandom random) {
    this.channel = channel;
    this.wheel = wheel;
    this.random = random;
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    try {
      reader.read(in);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    if (stream != null) {
      stream.leave();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    var _ = ctx.close();
  }

  @Override
  public void head() {
    body.clear();
  }

  @Override
  public void content(ByteBuf in, int from, int length) {
    body.add(in, from, length);
  }

  @Override
  public void end() {
    if (reader.get()) {
      answer(MODELS.retainedDuplicate());
      return;
    }
    Behaviour behaviour = Behaviour.named(body.model());
    if (behaviour == null) {
      answer(UNKNOWN.retainedDuplicate());
      return;
    }
    Fault fault = behaviour.fault(random);
    switch (fault) {
      case LIMITED -> answer(LIMITED.retainedDuplicate());
      case BROKEN -> answer(BROKEN.retainedDuplicate());
      default -> begin(behaviour, fault);
    }
  }

  private void begin(Behaviour behaviour, Fault fault) {
    if (behaviour.model().streams()) {
      stream = new PacedStream(channel, wheel, behaviour, fault, body.includesUsage());
      stream.start();
    } else if (behaviour.model().ttftNanos() == 0) {
      whole(behaviour, fault);
    } else {
      wheel.arm(
          new TimerWheel.Entry() {
            @Override
            void fire(long dueNanos) {
              whole(behaviour, fault);
            }
          },
          System.nanoTime() + behaviour.model().ttftNanos());
    }
  }

  private void whole(Behaviour behaviour, Fault fault) {
    switch (fault) {
      case STALL -> {
        // Left open without an answer.
      }
      case RESET -> {
        var _ = channel.config().setOption(ChannelOption.SO_LINGER, 0);
        var _ = channel.close();
      }
      case CUT -> {
        ByteBuf whole = behaviour.bytes().whole();
        var _ =
            channel
                .writeAndFlush(whole.readSlice(whole.readableBytes() / 2))
                .addListener(ChannelFutureListener.CLOSE);
      }
      default -> answer(behaviour.bytes().whole());
    }
  }

  private void answer(ByteBuf bytes) {
    if (reader.close()) {
      var _ = channel.writeAndFlush(bytes).addListener(ChannelFutureListener.CLOSE);
    } else {
      var _ = channel.writeAndFlush(bytes, channel.voidPromise());
    }
  }

  private static String error(String message, String code) {
    return "{\"error\":{\"message\":\"%s\",\"type\":\"%s\",\"param\":null,\"code\":\"%s\"}}"
        .formatted(message, code, code);
  }
}
