package dev.sluice.stats;

import dev.sluice.model.Target;
import dev.sluice.model.TargetId;
import dev.sluice.stats.view.Measured;
import dev.sluice.stats.view.NodeView;
import dev.sluice.stats.view.ProviderView;
import dev.sluice.stats.view.TargetView;
import dev.sluice.stats.window.StatsRow;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The statistics as they are shown: by target, by provider and over all, of the fleet or of one
 * member, as of the last gathering. Attempts under way are those of now at this node, and those
 * that other members last told. Read from any thread.
 */
public final class StatsViews {
  /** What a node calls itself in {@link #of}, beside its name. */
  public static final String SELF = "self";

  /** Name of a row that several targets share. */
  private static final TargetId SEVERAL = new TargetId("*");

  private final NodeStats stats;
  private final Supplier<Map<TargetId, StatsRow>> rows;
  private final ToLongFunction<TargetId> inFlight;

  /** Views of the fleet: of a board, and of the counters that it gathers. */
  public StatsViews(StatsBoard board, NodeStats stats) {
    this(
        stats,
        () -> board.snapshot().rows(),
        target -> stats.inFlight(target) + board.snapshot().elsewhere().getOrDefault(target, 0L));
  }

  private StatsViews(
      NodeStats stats, Supplier<Map<TargetId, StatsRow>> rows, ToLongFunction<TargetId> inFlight) {
    this.stats = stats;
    this.rows = rows;
    this.inFlight = inFlight;
  }

  /**
   * Views of one member, as of now; null when there is none of that name.
   *
   * @param node its name, or {@link #SELF}
   */
  public static @Nullable StatsViews of(String node, StatsBoard board, NodeStats stats) {
    boolean self = node.equals(SELF) || node.equals(board.name());
    Map<TargetId, StatsRow> rows = self ? board.own() : board.told(node);
    return rows == null
        ? null
        : new StatsViews(
            stats,
            () -> rows,
            self
                ? stats::inFlight
                : target -> rows.containsKey(target) ? rows.get(target).inFlight() : 0);
  }

  /** All targets together, and each provider. */
  public NodeView all() {
    Map<TargetId, StatsRow> known = rows.get();
    List<ProviderView> providers =
        stats.targets().stream()
            .map(Target::provider)
            .distinct()
            .map(name -> provider(name, known))
            .toList();
    return new NodeView(together(stats.targets(), known), providers);
  }

  /** A provider's targets, together and each; null when no target is of that provider. */
  public @Nullable ProviderView provider(String name) {
    ProviderView view = provider(name, rows.get());
    return view.targets().isEmpty() ? null : view;
  }

  /** A target; null when the node has no such target. */
  public @Nullable TargetView target(TargetId id) {
    Map<TargetId, StatsRow> known = rows.get();
    List<Target> found = targets(target -> target.id().equals(id));
    return found.isEmpty() ? null : view(found.getFirst(), known);
  }

  private ProviderView provider(String name, Map<TargetId, StatsRow> known) {
    List<Target> own = targets(target -> target.provider().equals(name));
    return new ProviderView(
        name, together(own, known), own.stream().map(target -> view(target, known)).toList());
  }

  private List<Target> targets(Predicate<Target> which) {
    return stats.targets().stream().filter(which).toList();
  }

  private TargetView view(Target target, Map<TargetId, StatsRow> known) {
    Measured measured = Measured.of(row(target, known), inFlight.applyAsLong(target.id()));
    return new TargetView(target.id(), target.provider(), target.upstream(), measured);
  }

  private Measured together(List<Target> targets, Map<TargetId, StatsRow> known) {
    List<StatsRow> of = targets.stream().map(target -> row(target, known)).toList();
    long open = targets.stream().mapToLong(target -> inFlight.applyAsLong(target.id())).sum();
    return Measured.of(StatsRow.merge("", SEVERAL, of), open);
  }

  private static StatsRow row(Target target, Map<TargetId, StatsRow> known) {
    StatsRow row = known.get(target.id());
    return row == null ? StatsRow.empty("", target.id()) : row;
  }
}
