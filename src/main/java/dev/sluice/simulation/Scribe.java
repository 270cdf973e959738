package dev.sluice.simulation;

import dev.sluice.model.Demand;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.routing.Witness;
import java.time.Instant;
import java.util.List;

/** Writes down an excerpt of what the nodes decided and what they knew then. */
final class Scribe {
  private final Excerpt excerpt;
  private long written;

  Scribe(Excerpt excerpt) {
    this.excerpt = excerpt;
  }

  /**
   * A node has decided.
   *
   * @param model that was asked for, as configured
   * @param plan the targets to try, best first, at least one
   */
  void decided(double now, Node node, Demand demand, Model model, List<Target> plan) {
    if (now < excerpt.from() || written == excerpt.most()) {
      return;
    }
    written++;
    Witness witness = new Witness(node.health(), node.statistics(), node.number());
    Instant time = Instant.ofEpochMilli(Math.round(now * 1000));
    excerpt.log().accept(witness.decision(time, model, model.strategy(), demand, plan));
  }
}
