package dev.sluice.admin;

import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Membership;
import dev.sluice.fleet.Presence;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.List;

/** Who is in the fleet, and what operators tell its nodes to do. Used by any thread. */
public final class NodeReports {
  private final Membership fleet;

  /** Reports of the fleet as a node sees it. */
  public NodeReports(Membership fleet) {
    this.fleet = fleet;
  }

  /** All nodes that are seen. */
  public Nodes nodes() {
    FleetView view = fleet.view();
    String config = fleet.self().config();
    return new Nodes(
        fleet.self().name(),
        view.standing().id(),
        view.strength(),
        fleet.presences().stream().map(presence -> report(presence, config)).toList());
  }

  private NodeReport report(Presence presence, String config) {
    Member member = presence.member();
    return new NodeReport(
        member.name(),
        member.id(),
        member.version(),
        member.zone(),
        member.address(),
        presence.since().toString(),
        member.draining(),
        presence.exchanges(),
        sameness(presence.config(), config),
        presence.config(),
        presence.offered(),
        member.id().equals(fleet.self().id()));
  }

  private static String sameness(String config, String own) {
    return config.isEmpty() ? "unknown" : config.equals(own) ? "same" : "other";
  }

  /**
   * Asks a node to begin or to end its draining.
   *
   * @param node name or id
   * @throws FailureException when there is none, or several
   */
  public NodeOrder drain(String node, boolean draining) {
    Member member = find(node);
    fleet.drain(member.id(), draining);
    return new NodeOrder(member.name(), member.id(), draining ? "drain" : "resume");
  }

  private Member find(String node) {
    List<Member> found =
        fleet.view().members().stream()
            .filter(member -> member.name().equals(node) || member.id().equals(node))
            .toList();
    if (found.isEmpty()) {
      throw new FailureException(
          new Failure.UnknownPath("No node of that name is seen; GET /admin/nodes lists all."));
    }
    if (found.size() > 1) {
      throw new FailureException(
          new Failure.BadRequest(
              "Several nodes have that name; use the id that GET /admin/nodes tells.",
              "name",
              "invalid_value"));
    }
    return found.getFirst();
  }

  /**
   * The fleet.
   *
   * @param self name of the node that tells
   * @param standing of that node
   * @param strength how many nodes there were when the fleet was last whole
   */
  public record Nodes(String self, String standing, int strength, List<NodeReport> nodes) {}

  /**
   * One node.
   *
   * @param since when it started
   * @param exchanges in flight
   * @param config how its models and providers compare with those of the node that tells: {@code
   *     same}, {@code other} or {@code unknown}
   * @param configVersion of its models and providers; empty until it said so
   * @param offeredVersion of those that it would take, the same when there are no others; empty
   *     until it said so
   * @param own whether it is the node that tells
   */
  public record NodeReport(
      String name,
      String id,
      String version,
      String zone,
      String address,
      String since,
      boolean draining,
      int exchanges,
      String config,
      String configVersion,
      String offeredVersion,
      boolean own) {}

  /**
   * What a node was told.
   *
   * @param order {@code drain} or {@code resume}
   */
  public record NodeOrder(String name, String id, String order) {}
}
