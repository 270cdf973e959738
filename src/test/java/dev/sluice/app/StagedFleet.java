package dev.sluice.app;

import dev.sluice.fleet.Member;
import dev.sluice.fleet.Post;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.Standing;
import dev.sluice.fleet.StillFleet;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A fleet whose other members say what a test has them say. */
final class StagedFleet implements StillFleet {
  private final Self self;
  private final Map<String, String> offers = new ConcurrentSkipListMap<>();
  private final Map<String, Post.Receiver> receivers = new ConcurrentHashMap<>();
  private final AtomicInteger orders = new AtomicInteger();
  private volatile Standing standing = Standing.MAJORITY;

  private final Post post =
      new Post() {
        @Override
        public void toAll(String topic, Buffer message) {
          orders.incrementAndGet();
        }

        @Override
        public void to(String member, String topic, Buffer message) {}

        @Override
        public void receive(String topic, Receiver receiver) {
          receivers.put(topic, receiver);
        }
      };

  /** A node that sees nobody yet. */
  StagedFleet(Self self) {
    this.self = self;
  }

  /** Another member says that it would take this version; nothing when it is empty. */
  void offers(String member, String version) {
    offers.put(member, version);
  }

  /** Another member is seen no more. */
  void goes(String member) {
    offers.remove(member);
  }

  void stands(Standing next) {
    standing = next;
  }

  /** Another member sends what it would send with an order of its own. */
  void order() {
    receivers.values().forEach(each -> each.receive("other", Buffer.buffer(new byte[] {1})));
  }

  /** How often the others were ordered something. */
  int orders() {
    return orders.get();
  }

  @Override
  public List<Presence> presences() {
    List<Presence> all = new ArrayList<>(List.of(self.presence()));
    offers.forEach((name, offered) ->
        all.add(
            new Presence(
                new Member(name, name, "1", "", "", false), Instant.EPOCH, "", offered, 0)));
    return all;
  }

  @Override
  public Standing standing() {
    return standing;
  }

  @Override
  public Post post() {
    return post;
  }

  @Override
  public Self self() {
    return self;
  }
}
