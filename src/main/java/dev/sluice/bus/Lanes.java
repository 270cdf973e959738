package dev.sluice.bus;

import io.netty.channel.EventLoop;
import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.HashMap;
import java.util.Map;

/** Numbers the event loops: verticles that share one find the same lane. */
public final class Lanes {
  private final Map<EventLoop, Integer> numbers = new HashMap<>();

  /** Number of the lane that the context runs on, from 0 in order of first appearance. */
  public synchronized int of(Context context) {
    EventLoop loop = ((ContextInternal) context).nettyEventLoop();
    return numbers.computeIfAbsent(loop, _ -> numbers.size());
  }
}
