package dev.sluice.bench.mock;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;

/**
 * One streamed answer: head, role and the first content in one write, then a frame at each beat. A
 * reader that does not keep up is skipped for a beat, never buffered for.
 */
final class PacedStream extends TimerWheel.Entry {
  private static final int FAULT_AT = 4;

  private final Channel channel;
  private final TimerWheel wheel;
  private final MockModel model;
  private final AnswerBytes bytes;
  private final Fault fault;
  private final boolean withUsage;
  private int number;
  private boolean gone;

  PacedStream(Channel channel, TimerWheel wheel, Behaviour behaviour, Fault fault, boolean usage) {
    this.channel = channel;
    this.wheel = wheel;
    this.model = behaviour.model();
    this.bytes = behaviour.bytes();
    this.fault = fault;
    this.withUsage = usage;
  }

  void start() {
    long now = System.nanoTime();
    if (model.ttftNanos() > 0) {
      write(bytes.opening());
      wheel.arm(this, now + model.ttftNanos());
      return;
    }
    ByteBuf opening = bytes.opening();
    ByteBuf frame = bytes.frame(channel.alloc(), number++, now);
    ByteBuf both = channel.alloc().directBuffer(opening.readableBytes() + frame.readableBytes());
    both.writeBytes(opening).writeBytes(frame);
    opening.release();
    frame.release();
    write(both);
    wheel.arm(this, now + model.paceNanos());
  }

  /** The client has left. */
  void leave() {
    gone = true;
  }

  @Override
  void fire(long dueNanos) {
    if (gone) {
      return;
    }
    if (fault != Fault.NONE && number >= FAULT_AT) {
      fail();
      return;
    }
    if (number == model.frames()) {
      write(bytes.ending(withUsage));
      return;
    }
    if (channel.isWritable()) {
      write(bytes.frame(channel.alloc(), number++, System.nanoTime()));
    }
    wheel.arm(this, dueNanos + model.paceNanos());
  }

  private void fail() {
    if (fault == Fault.STALL) {
      return;
    }
    if (fault == Fault.RESET) {
      var _ = channel.config().setOption(ChannelOption.SO_LINGER, 0);
    }
    var _ = channel.close();
  }

  private void write(ByteBuf out) {
    var _ = channel.writeAndFlush(out, channel.voidPromise());
  }
}
