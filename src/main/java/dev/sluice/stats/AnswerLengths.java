package dev.sluice.stats;

import dev.sluice.model.Estimate;
import dev.sluice.model.Model;
import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.stats.window.Learned;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How long the answers of a model are. Targets of one model answer like questions, so one that has
 * given few answers is expected to give those of the others.
 */
final class AnswerLengths {
  private final Map<String, Set<TargetId>> models = new LinkedHashMap<>();
  private final Map<TargetId, Set<TargetId>> peers = new HashMap<>();

  AnswerLengths(Collection<Model> models) {
    for (Model model : models) {
      Set<TargetId> ids = new LinkedHashSet<>();
      model.targets().stream().map(Target::id).forEach(ids::add);
      this.models.put(model.name(), ids);
      for (TargetId id : ids) {
        peers.computeIfAbsent(id, _ -> new LinkedHashSet<>()).addAll(ids);
      }
    }
    peers.forEach((id, others) -> others.remove(id));
  }

  /** Tokens of an answer, by model. */
  Map<String, Estimate> byModel(Map<TargetId, Learned> learned) {
    Map<String, Estimate> estimates = new HashMap<>();
    models.forEach((name, ids) -> {
      Learned all = new Learned();
      for (TargetId id : ids) {
        Learned one = learned.get(id);
        if (one != null) {
          all.borrowAnswers(one, 1);
        }
      }
      estimates.put(name, all.answer());
    });
    return estimates;
  }

  /** Lets targets that know few answers borrow from their peers what is needed for an estimate. */
  void share(Map<TargetId, Learned> learned) {
    List<Runnable> loans = new ArrayList<>();
    learned.forEach((id, one) -> {
      double wanted = one.wanted();
      Set<TargetId> others = peers.getOrDefault(id, Set.of());
      if (wanted > 0 && !others.isEmpty()) {
        Learned pool = new Learned();
        for (TargetId other : others) {
          Learned peer = learned.get(other);
          if (peer != null) {
            pool.borrowAnswers(peer, 1);
          }
        }
        double share = pool.answers() > wanted ? wanted / pool.answers() : 1;
        loans.add(() -> one.borrowAnswers(pool, share));
      }
    });
    // Only when all were asked: nothing that is borrowed is lent on.
    loans.forEach(Runnable::run);
  }
}
