package dev.sluice.fleet;

import java.util.List;
import java.util.function.Supplier;

/**
 * A fleet of which a node knows what it is told.
 *
 * @param told what there is of all members, the node among them
 */
public record ToldFleet(Self self, Supplier<List<Presence>> told) implements StillFleet {
  @Override
  public List<Presence> presences() {
    return told.get();
  }

  @Override
  public Post post() {
    return new LocalFleet(self).post();
  }
}
