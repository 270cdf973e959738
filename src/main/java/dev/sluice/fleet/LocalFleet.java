package dev.sluice.fleet;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

/** The fleet of a node without clustering: itself. It costs nothing. */
public final class LocalFleet implements Membership {
  private static final Post NOBODY =
      new Post() {
        @Override
        public void toAll(String topic, Buffer message) {}

        @Override
        public void to(String member, String topic, Buffer message) {}

        @Override
        public void receive(String topic, Receiver receiver) {}
      };

  private final Self self;
  private final Views views;

  /** A fleet of one that knows no more of itself. */
  public LocalFleet(Member self) {
    this(new Self(self.id(), self.name(), self.version(), self.zone(), () -> "", Instant.EPOCH));
  }

  /** A fleet of one. */
  public LocalFleet(Self self) {
    this.self = self;
    this.views = new Views(view(1));
    self.onChange(this::look);
  }

  private synchronized void look() {
    FleetView old = views.latest();
    FleetView next = view(old.edition() + 1);
    if (!next.members().equals(old.members())) {
      views.show(next);
    }
  }

  private FleetView view(long edition) {
    return new FleetView(edition, self.id(), List.of(self.member()), 1, Standing.ALONE);
  }

  @Override
  public FleetView view() {
    return views.latest();
  }

  @Override
  public void follow(Consumer<FleetView> listener) {
    views.follow(listener);
  }

  @Override
  public Post post() {
    return NOBODY;
  }

  @Override
  public Self self() {
    return self;
  }

  @Override
  public Future<Void> join() {
    return Future.succeededFuture();
  }

  @Override
  public Future<Void> leave() {
    return Future.succeededFuture();
  }

  @Override
  public MeterBinder traffic() {
    return _ -> {};
  }

  @Override
  public List<Presence> presences() {
    return List.of(self.presence());
  }

  @Override
  public void drain(String member, boolean draining) {
    if (member.equals(self.id())) {
      self.drain(draining);
    }
  }
}
