package dev.sluice.fleet;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.function.Consumer;

/** The fleet of a node without clustering: itself. It costs nothing. */
public final class LocalFleet implements Fleet {
  private static final Post NOBODY =
      new Post() {
        @Override
        public void toAll(String topic, Buffer message) {}

        @Override
        public void to(String member, String topic, Buffer message) {}

        @Override
        public void receive(String topic, Receiver receiver) {}
      };

  private final FleetView view;

  /** A fleet of one. */
  public LocalFleet(Member self) {
    this.view = new FleetView(1, self.id(), List.of(self), 1, Standing.ALONE);
  }

  @Override
  public FleetView view() {
    return view;
  }

  @Override
  public void follow(Consumer<FleetView> listener) {
    listener.accept(view);
  }

  @Override
  public Post post() {
    return NOBODY;
  }
}
