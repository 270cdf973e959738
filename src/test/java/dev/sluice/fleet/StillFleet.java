package dev.sluice.fleet;

import io.micrometer.core.instrument.binder.MeterBinder;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Consumer;

/** A fleet that nobody enters or leaves by itself: who is there is what {@link #presences} says. */
public interface StillFleet extends Membership {
  /** How the node stands to the others. */
  default Standing standing() {
    return Standing.MAJORITY;
  }

  @Override
  default FleetView view() {
    List<Member> members = presences().stream().map(Presence::member).toList();
    return new FleetView(1, self().id(), members, members.size(), standing());
  }

  @Override
  default void follow(Consumer<FleetView> listener) {
    listener.accept(view());
  }

  @Override
  default Future<Void> join() {
    return Future.succeededFuture();
  }

  @Override
  default Future<Void> leave() {
    return Future.succeededFuture();
  }

  @Override
  default MeterBinder traffic() {
    return _ -> {};
  }

  @Override
  default void drain(String member, boolean draining) {}
}
