package dev.sluice.bench.load;

import dev.sluice.bench.http.MessageReader;
import dev.sluice.bench.mock.MockModel;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;

/** One connection of a load: sends a request, takes the answer apart, tells the driver its end. */
final class ClientConnection extends ChannelInboundHandlerAdapter
    implements MessageReader.Listener, FrameReader.Listener {
  private static final int LEAVE_AFTER = 5;
  private static final long SIP_MILLIS = 20;

  private final Channel channel;
  private final Driver driver;
  private final MockModel model;
  private final LoadSpec.Reading reading;
  private final MessageReader reader = new MessageReader(this);
  private final FrameReader frames = new FrameReader(this);
  private final FrameAccount account = new FrameAccount();
  private boolean busy;
  private boolean done;
  private boolean error;
  private long intended;
  private long now;
  private long lastFrame;
  private long lastByte;

  ClientConnection(Channel channel, Driver driver, MockModel model, LoadSpec.Reading reading) {
    this.channel = channel;
    this.driver = driver;
    this.model = model;
    this.reading = reading;
  }

  /** Sends a request that was due at {@code intendedNanos}. */
  void begin(ByteBuf request, long intendedNanos) {
    busy = true;
    done = false;
    error = false;
    intended = intendedNanos;
    lastFrame = 0;
    lastByte = System.nanoTime();
    account.open();
    frames.open();
    var _ = channel.writeAndFlush(request, channel.voidPromise());
    if (reading == LoadSpec.Reading.SLOW) {
      var _ = channel.config().setAutoRead(false);
      sip();
    }
  }

  /** Gives up an exchange that has been silent since before a time. */
  void giveUpSilent(long sinceNanos) {
    if (busy && lastByte - sinceNanos < 0) {
      fail("silent");
    }
  }

  /** Ends at the end of the load: a stream without end is held if it is still fed. */
  void giveUp() {
    if (busy && model.forever() && lastByte - (System.nanoTime() - 3 * model.paceNanos()) > 0) {
      ended("");
      var _ = channel.close();
    } else if (busy) {
      fail("unfinished");
    } else {
      var _ = channel.close();
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext ctx, Object message) {
    ByteBuf in = (ByteBuf) message;
    now = System.nanoTime();
    lastByte = now;
    try {
      reader.read(in);
    } finally {
      in.release();
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext ctx) {
    now = System.nanoTime();
    reader.closed();
    if (busy) {
      ended("closed early");
    }
    driver.closed(this);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
    fail(cause instanceof java.io.IOException ? "reset" : "not HTTP");
  }

  @Override
  public void head() {
    // The status is asked for at the end.
  }

  @Override
  public void content(ByteBuf in, int from, int length) {
    if (model.streams() && reader.status() == 200) {
      frames.read(in, from, length);
    }
  }

  @Override
  public void end() {
    if (!busy) {
      return;
    }
    if (reader.status() != 200) {
      ended("status " + reader.status());
    } else if (error) {
      ended("error event");
    } else if (model.streams()) {
      streamEnded();
    } else {
      ended("");
    }
    if (reader.close()) {
      var _ = channel.close();
    } else if (channel.isActive()) {
      driver.idle(this);
    }
  }

  @Override
  public void frame(int number, long sentNanos, int bytes) {
    long gap = lastFrame == 0 ? -1 : now - lastFrame;
    if (lastFrame == 0) {
      driver.tally().ttft(now - intended);
    }
    lastFrame = now;
    driver.tally().frame(now - sentNanos, gap);
    account.came(number, bytes, model.chunk());
    if (reading == LoadSpec.Reading.LEAVING && account.seen() >= LEAVE_AFTER && busy) {
      ended("");
      var _ = channel.close();
    }
  }

  @Override
  public void done() {
    done = true;
  }

  @Override
  public void error() {
    error = true;
  }

  private void streamEnded() {
    if (done) {
      account.ended(model.frames());
    }
    ended(done ? (account.lost() == 0 ? "" : "frames lost") : "no end mark");
  }

  private void fail(String kind) {
    if (busy) {
      ended(kind);
    }
    var _ = channel.close();
  }

  private void ended(String failure) {
    busy = false;
    driver.tally().lost(account.lost(), account.lostBytes());
    if (failure.isEmpty()) {
      driver.tally().completed(System.nanoTime() - intended);
    } else {
      driver.tally().failed(failure);
    }
    driver.ended();
  }

  private void sip() {
    if (busy && channel.isActive()) {
      var _ = channel.read();
      var _ = channel.eventLoop().schedule(this::sip, SIP_MILLIS, TimeUnit.MILLISECONDS);
    }
  }
}
