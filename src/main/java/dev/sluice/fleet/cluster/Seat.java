package dev.sluice.fleet.cluster;

import com.hazelcast.cluster.MembershipEvent;
import com.hazelcast.cluster.MembershipListener;
import com.hazelcast.core.Hazelcast;
import com.hazelcast.core.HazelcastException;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceNotActiveException;
import dev.sluice.config.ClusterConfig;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.Views;
import dev.sluice.fleet.channel.Channel;
import dev.sluice.telemetry.LogKeys;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node's seat in the fleet: looks who is there, tells the others what the node is, hears what
 * they are. Runs on a worker thread, where Hazelcast may take its time to start and to stop.
 */
final class Seat extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(Seat.class);
  private static final long TICK_MILLIS = 1000;

  private final ClusterConfig config;
  private final Self self;
  private final Channel channel;
  private final Roll roll;
  private final Views views;
  private final Set<String> linked = new HashSet<>();
  private final Differences differences = new Differences();
  private final Promise<HazelcastInstance> joined = Promise.promise();
  private volatile List<Presence> presences;
  private @Nullable HazelcastInstance hazelcast;
  private long ticker = -1;
  private boolean left;

  /** A seat that nobody has taken. */
  Seat(ClusterConfig config, Self self, Channel channel, LongSupplier nanos) {
    this.config = config;
    this.self = self;
    this.channel = channel;
    this.roll = new Roll(config.expected(), config.timing().forget(), nanos);
    this.presences = List.of(self.presence());
    this.views = new Views(roll.view(1, self.presence()));
  }

  Views views() {
    return views;
  }

  Future<HazelcastInstance> hazelcast() {
    return joined.future();
  }

  /** What the members that are seen say of themselves; of the node itself, what holds now. */
  List<Presence> presences() {
    return presences.stream()
        .map(each -> each.member().id().equals(self.id()) ? self.presence() : each)
        .toList();
  }

  @Override
  public Future<?> start() {
    channel.receive(Announcement.TOPIC, this::hear);
    channel.receive(DrainOrder.TOPIC, (_, message) -> obey(message));
    return channel
        .open()
        .compose(this::enter)
        .recover(cause -> {
          joined.fail(cause);
          return channel.close().compose(_ -> Future.failedFuture(cause));
        });
  }

  private Future<Void> enter(int port) {
    HazelcastInstance entered;
    try {
      entered = Hazelcast.newHazelcastInstance(HazelcastSetup.config(config, self, port));
    } catch (HazelcastException | IllegalStateException e) {
      return Future.failedFuture(
          new IllegalStateException("cannot join the fleet: " + e.getMessage(), e));
    }
    hazelcast = entered;
    entered.getCluster().addMembershipListener(new Changes());
    self.onChange(() -> later(this::change));
    look();
    ticker = vertx.setPeriodic(TICK_MILLIS, _ -> tick());
    joined.complete(entered);
    return Future.succeededFuture();
  }

  private final class Changes implements MembershipListener {
    @Override
    public void memberAdded(MembershipEvent event) {
      later(Seat.this::look);
    }

    @Override
    public void memberRemoved(MembershipEvent event) {
      later(Seat.this::look);
    }
  }

  /**
   * Does it on the seat's thread, unless the seat is left: the thread takes no work any more then,
   * and whoever gave it some, or the thread itself, would fail.
   */
  private synchronized void later(Runnable work) {
    if (!left) {
      context.runOnContext(_ -> work.run());
    }
  }

  /** Ends once all that was to be done is done. */
  private synchronized Future<Void> end() {
    left = true;
    Promise<Void> last = Promise.promise();
    context.runOnContext(_ -> last.complete());
    return last.future();
  }

  private void tick() {
    roll.forget();
    look();
    channel.toAll(Announcement.TOPIC, announcement());
  }

  private void change() {
    channel.toAll(Announcement.TOPIC, announcement());
    show();
  }

  private Buffer announcement() {
    return Announcement.of(self.presence()).encode();
  }

  /** Looks who is there. Hazelcast may be between two clusters, so it is asked again and again. */
  private void look() {
    if (hazelcast == null) {
      return;
    }
    List<Card> cards = cards();
    roll.see(cards.stream().map(Card::presence).toList());
    channel.connect(cards.stream().map(Card::peer).toList());
    Set<String> now = new HashSet<>();
    for (Card card : cards) {
      String id = card.peer().id();
      now.add(id);
      if (linked.add(id)) {
        channel.to(id, Announcement.TOPIC, announcement());
      }
    }
    linked.retainAll(now);
    show();
  }

  private List<Card> cards() {
    List<Card> cards = new ArrayList<>();
    HazelcastInstance entered = hazelcast;
    if (entered != null) {
      try {
        for (var member : entered.getCluster().getMembers()) {
          Card card = member.localMember() ? null : Card.of(member);
          if (card != null) {
            cards.add(card);
          }
        }
      } catch (HazelcastInstanceNotActiveException e) {
        LOG.atDebug().addKeyValue(LogKeys.CAUSE, e).log("the fleet cannot be seen now");
      }
    }
    return cards;
  }

  private void hear(String from, Buffer message) {
    Announcement said = Announcement.decode(message);
    if (said == null) {
      return;
    }
    if (!roll.hear(from, said)) {
      // It may have come before Hazelcast's own word of it.
      look();
      if (!roll.hear(from, said)) {
        return;
      }
    }
    show();
  }

  private void obey(Buffer message) {
    DrainOrder order = DrainOrder.decode(message);
    if (order != null) {
      LOG.info(order.draining() ? "told to drain" : "told to serve again");
      self.drain(order.draining());
    }
  }

  private void show() {
    FleetView old = views.latest();
    FleetView next = roll.view(old.edition() + 1, self.presence());
    presences = roll.presences(self.presence());
    warn();
    if (!next.members().equals(old.members())
        || next.strength() != old.strength()
        || next.standing() != old.standing()) {
      tell(old, next);
      views.show(next);
    }
  }

  private static void tell(FleetView old, FleetView next) {
    for (Member member : next.members()) {
      if (!old.has(member.id())) {
        LOG.atInfo().addKeyValue(LogKeys.NODE, member.name()).log("a node has joined");
      }
    }
    for (Member member : old.members()) {
      if (!next.has(member.id())) {
        LOG.atInfo()
            .addKeyValue(LogKeys.NODE, member.name())
            .log(member.draining() ? "a node has left" : "a node is lost");
      }
    }
    if (next.standing() != old.standing()) {
      LOG.atWarn()
          .addKeyValue(LogKeys.STATE, next.standing().id())
          .addKeyValue("members", next.members().size())
          .addKeyValue("strength", next.strength())
          .log("the node stands otherwise to its fleet");
    }
  }

  private void warn() {
    for (Member member : differences.fresh(self.presence(), presences)) {
      LOG.atWarn()
          .addKeyValue(LogKeys.NODE, member.name())
          .log("a node has other models or providers than this one");
    }
  }

  @Override
  public Future<?> stop() {
    vertx.cancelTimer(ticker);
    self.leave();
    channel.toAll(Announcement.TOPIC, announcement());
    Promise<Void> done = Promise.promise();
    // Behind the last word, which is on its way to the same thread.
    context.runOnContext(_ ->
        channel
            .close()
            .onComplete(_ -> {
              HazelcastInstance entered = hazelcast;
              hazelcast = null;
              if (entered != null) {
                entered.shutdown();
              }
              end().onComplete(done);
            }));
    return done.future();
  }
}
