package dev.sluice.routing;

import dev.sluice.model.VirtualModel;
import dev.sluice.model.Wishes;
import dev.sluice.routing.selector.Chance;
import java.util.List;

/** Which model a virtual one stands for. Pure. */
final class Assignment {
  private Assignment() {}

  /**
   * Name of the model that serves a request.
   *
   * @param seed the hash of a conversation, which always gets the same model while the shares stay
   *     as they are, or chance
   */
  static String of(VirtualModel virtual, Wishes wishes, long seed) {
    List<VirtualModel.Share> shares = rule(virtual, wishes).shares();
    String drawn = shares.getFirst().model();
    if (shares.size() > 1) {
      long own = seed ^ Chance.key(virtual.name());
      double least = Double.POSITIVE_INFINITY;
      for (VirtualModel.Share share : shares) {
        double wait = Chance.wait(own, Chance.key(share.model()), share.weight());
        if (wait < least) {
          least = wait;
          drawn = share.model();
        }
      }
    }
    return drawn;
  }

  private static VirtualModel.Rule rule(VirtualModel virtual, Wishes wishes) {
    for (VirtualModel.Rule rule : virtual.rules()) {
      if (rule.applies(wishes.task(), wishes.quality())) {
        return rule;
      }
    }
    return virtual.rules().getLast();
  }
}
