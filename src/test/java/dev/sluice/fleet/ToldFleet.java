package dev.sluice.fleet;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * A fleet of which a node knows what it is told.
 *
 * @param told what there is of all members, the node among them
 */
public record ToldFleet(Self self, Supplier<List<Presence>> told) implements Membership {
  @Override
  public List<Presence> presences() {
    return told.get();
  }

  @Override
  public FleetView view() {
    List<Member> members = presences().stream().map(Presence::member).toList();
    return new FleetView(1, self.id(), members, members.size(), Standing.MAJORITY);
  }

  @Override
  public void follow(Consumer<FleetView> listener) {
    listener.accept(view());
  }

  @Override
  public Post post() {
    return new LocalFleet(self).post();
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
  public void drain(String member, boolean draining) {}
}
