package dev.sluice.fleet.cluster;

import static dev.sluice.fleet.cluster.Clusters.finish;
import static dev.sluice.fleet.cluster.Clusters.sees;
import static dev.sluice.fleet.cluster.Clusters.until;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.instance.impl.HazelcastInstanceProxy;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Standing;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class HazelcastFleetTest {
  @Test
  void membersSeeEachOtherAndWhatTheySay() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet b = clusters.join(1);
      sees(a, a, b);
      sees(b, a, b);
      assertThat(b.view().strength()).isEqualTo(2);
      assertThat(b.view().standing()).isEqualTo(Standing.MAJORITY);

      b.self().count(() -> 5);
      b.self().answersAt("10.0.0.2:8000");
      b.self().offer("next");

      until(() -> {
        Presence seen = a.presences().getLast();
        assertThat(seen.member()).isEqualTo(b.self().member());
        assertThat(seen.exchanges()).isEqualTo(5);
        assertThat(seen.config()).isEqualTo("config");
        assertThat(seen.offered()).isEqualTo("next");
      });
      assertThat(a.view().members().getLast().zone()).isEqualTo("zone-1");
    }
  }

  @Test
  void whoLeavesInGoodOrderIsNotMissedAndWhoIsLostIs() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet b = clusters.join(1);
      HazelcastFleet c = clusters.join(2);
      sees(a, a, b, c);

      c.self().leave();
      finish(c.leave());
      sees(a, a, b);
      until(() -> assertThat(a.view().strength()).isEqualTo(2));

      hazelcast(b).getLifecycleService().terminate();
      sees(a, a);
      assertThat(a.view().strength()).isEqualTo(2);
      assertThat(a.view().standing()).isEqualTo(Standing.MINORITY);
      assertThat(a.view().share()).isEqualTo(0.5);
    }
  }

  @Test
  void whatIsToldOfANodeThatHasLeftFailsNobody() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet leaver = clusters.join(0);
      finish(leaver.leave());

      assertThatCode(() -> leaver.self().answersAt("10.0.0.1:8000")).doesNotThrowAnyException();
    }
  }

  /** The one takes all others for dead, as a side of a split does. */
  private static void suspectsAll(HazelcastInstance one) {
    HazelcastInstanceProxy proxy = (HazelcastInstanceProxy) one;
    for (Member member : List.copyOf(one.getCluster().getMembers())) {
      if (!member.localMember()) {
        proxy.getOriginal().node.getClusterService().suspectMember(member, "a split", true);
      }
    }
  }

  private static HazelcastInstance hazelcast(HazelcastFleet fleet) {
    finish(fleet.hazelcast());
    return fleet.hazelcast().result();
  }

  @Test
  void messagesArriveInOrderAtWhomTheyAreFor() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet b = clusters.join(1);
      HazelcastFleet c = clusters.join(2);
      sees(a, a, b, c);
      List<String> atB = new CopyOnWriteArrayList<>();
      List<String> atC = new CopyOnWriteArrayList<>();
      List<String> atA = new CopyOnWriteArrayList<>();
      a.post().receive("t", (from, message) -> atA.add(from + message));
      b.post().receive("t", (from, message) -> atB.add(from + message));
      c.post().receive("t", (from, message) -> atC.add(from + message));

      IntStream.range(0, 500).forEach(n -> a.post().toAll("t", Buffer.buffer("-" + n)));
      a.post().to(c.self().id(), "t", Buffer.buffer("-last"));
      a.post().to("nobody", "t", Buffer.buffer("-none"));
      a.post().to(a.self().id(), "t", Buffer.buffer("-self"));

      List<String> sent = IntStream.range(0, 500).mapToObj(n -> a.self().id() + "-" + n).toList();
      until(() -> assertThat(atC).hasSize(501));
      until(() -> assertThat(atB).hasSize(500));
      assertThat(atB).isEqualTo(sent);
      assertThat(atC.subList(0, 500)).isEqualTo(sent);
      assertThat(atC.getLast()).isEqualTo(a.self().id() + "-last");
      assertThat(atA).isEmpty();
    }
  }

  @Test
  void whoDoesNotKnowTheSecretIsNotLetIn() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet stranger =
          clusters.join(clusters.config(1, "another secret of a fleet"), "config");
      HazelcastFleet c = clusters.join(2);

      sees(a, a, c);
      sees(c, a, c);
      sees(stranger, stranger);
    }
  }

  @Test
  void aMemberDrainsWhenAnotherTellsItTo() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet b = clusters.join(1);
      sees(a, a, b);
      List<FleetView> views = new CopyOnWriteArrayList<>();
      a.follow(views::add);

      a.drain(b.self().id(), true);
      until(() -> assertThat(b.self().draining()).isTrue());
      until(() -> assertThat(a.view().members().getLast().draining()).isTrue());
      a.drain(b.self().id(), false);
      until(() -> assertThat(a.view().members().getLast().draining()).isFalse());

      assertThat(b.self().draining()).isFalse();
      assertThat(views).extracting(FleetView::edition).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void aPartOfTheFleetThatReturnsIsSeenAndHeardAgain() {
    try (Clusters clusters = new Clusters()) {
      HazelcastFleet a = clusters.join(0);
      HazelcastFleet b = clusters.join(1);
      sees(a, a, b);
      List<String> heard = new CopyOnWriteArrayList<>();
      b.post().receive("t", (_, message) -> heard.add(message.toString()));

      List<FleetView> views = new CopyOnWriteArrayList<>();
      b.follow(views::add);

      suspectsAll(hazelcast(b));
      suspectsAll(hazelcast(a));
      until(() ->
          assertThat(views)
              .anyMatch(
                  view -> view.members().size() == 1 && view.standing() == Standing.MINORITY));

      sees(a, a, b);
      sees(b, a, b);
      assertThat(a.view().strength()).isEqualTo(2);
      a.post().toAll("t", Buffer.buffer("again"));
      until(() -> assertThat(heard).contains("again"));
    }
  }
}
