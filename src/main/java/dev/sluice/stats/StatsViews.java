package dev.sluice.stats;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.stats.view.Measured;
import dev.sluice.stats.view.NodeView;
import dev.sluice.stats.view.ProviderView;
import dev.sluice.stats.view.TargetView;
import dev.sluice.stats.window.StatsRow;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The statistics as they are shown: by target, by provider and over all, as of the last gathering;
 * attempts under way are those of now. Read from any thread.
 */
public final class StatsViews {
  /** Name of a row that several targets share. */
  private static final TargetId SEVERAL = new TargetId("*");

  private final StatsBoard board;
  private final NodeStats stats;

  /** Views of a board and of the counters that it gathers. */
  public StatsViews(StatsBoard board, NodeStats stats) {
    this.board = board;
    this.stats = stats;
  }

  /** All targets together, and each provider. */
  public NodeView all() {
    StatsSnapshot snapshot = board.snapshot();
    List<ProviderView> providers =
        stats.targets().stream()
            .map(Target::provider)
            .distinct()
            .map(name -> provider(name, snapshot))
            .toList();
    return new NodeView(together(stats.targets(), snapshot), providers);
  }

  /** A provider's targets, together and each; null when no target is of that provider. */
  public @Nullable ProviderView provider(String name) {
    ProviderView view = provider(name, board.snapshot());
    return view.targets().isEmpty() ? null : view;
  }

  /** A target; null when the node has no such target. */
  public @Nullable TargetView target(TargetId id) {
    StatsSnapshot snapshot = board.snapshot();
    List<Target> found = targets(target -> target.id().equals(id));
    return found.isEmpty() ? null : view(found.getFirst(), snapshot);
  }

  private ProviderView provider(String name, StatsSnapshot snapshot) {
    List<Target> own = targets(target -> target.provider().equals(name));
    return new ProviderView(
        name, together(own, snapshot), own.stream().map(target -> view(target, snapshot)).toList());
  }

  private List<Target> targets(Predicate<Target> which) {
    return stats.targets().stream().filter(which).toList();
  }

  private TargetView view(Target target, StatsSnapshot snapshot) {
    Measured measured = Measured.of(row(target, snapshot), stats.inFlight(target.id()));
    return new TargetView(target.id(), target.provider(), target.upstream(), measured);
  }

  private Measured together(List<Target> targets, StatsSnapshot snapshot) {
    List<StatsRow> rows = targets.stream().map(target -> row(target, snapshot)).toList();
    long inFlight = targets.stream().mapToLong(target -> stats.inFlight(target.id())).sum();
    return Measured.of(StatsRow.merge("", SEVERAL, rows), inFlight);
  }

  private static StatsRow row(Target target, StatsSnapshot snapshot) {
    StatsRow row = snapshot.rows().get(target.id());
    return row == null ? StatsRow.empty("", target.id()) : row;
  }
}
