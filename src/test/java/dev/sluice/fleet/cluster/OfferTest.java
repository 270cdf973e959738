package dev.sluice.fleet.cluster;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.ToldFleet;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What three members know of each other's offers. */
final class OfferTest {
  private static final Duration FORGET = Duration.ofMinutes(10);

  private final List<Node> nodes = List.of(new Node("a"), new Node("b"), new Node("c"));
  private final Set<Node> reached = new HashSet<>(nodes);
  private final Node a = nodes.get(0);
  private final Node b = nodes.get(1);
  private final Node c = nodes.get(2);

  /** A member that tells the others at once what changes. */
  private final class Node {
    private final Self self;
    private final Roll roll = new Roll(0, FORGET, () -> 0);
    private final ToldFleet fleet;
    private UnaryOperator<Buffer> release = message -> message;

    Node(String id) {
      self = new Self(id, "node-" + id, "1", "", () -> "one", Instant.EPOCH);
      fleet = new ToldFleet(self, () -> roll.presences(self.presence()));
      self.onChange(this::tell);
    }

    void tell() {
      Buffer message = release.apply(Announcement.of(self.presence()).encode());
      Announcement said = requireNonNull(Announcement.decode(message));
      others().forEach(other -> assertThat(other.roll.hear(self.id(), said)).isTrue());
    }

    void look() {
      roll.see(others().stream().map(Node::card).toList());
    }

    /** What is known of it before it speaks. */
    private Presence card() {
      return new Presence(self.member(), Instant.EPOCH, "", "", 0);
    }

    private List<Node> others() {
      boolean cutOff = !reached.contains(this);
      return reached.stream().filter(other -> !cutOff && other != this).toList();
    }

    List<String> without(String version) {
      return fleet.without(version).stream().map(each -> each.member().id()).toList();
    }
  }

  private void look() {
    nodes.forEach(Node::look);
  }

  @BeforeEach
  void meet() {
    look();
  }

  private void allTell() {
    nodes.forEach(Node::tell);
  }

  @Test
  void whoHasSaidNothingOffersNothing() {
    assertThat(a.without("one")).containsExactly("b", "c");
    assertThat(a.without("")).containsExactly("b", "c");
    assertThat(a.fleet.otherOffers()).isZero();
  }

  @Test
  void anOfferReachesAllAndIsMadeByAllInTheEnd() {
    allTell();
    a.self.offer("two");
    assertThat(a.without("two")).containsExactly("b", "c");
    assertThat(b.without("two")).containsExactly("c");
    assertThat(b.fleet.otherOffers()).isEqualTo(1);

    b.self.offer("two");
    assertThat(a.without("two")).containsExactly("c");

    c.self.offer("two");
    nodes.forEach(node -> assertThat(node.without("two")).isEmpty());
    nodes.forEach(node -> assertThat(node.fleet.otherOffers()).isZero());
    assertThat(a.fleet.presences()).extracting(Presence::config).containsOnly("one");
  }

  @Test
  void whoHasTakenItOffersIt() {
    allTell();
    nodes.forEach(node -> node.self.offer("two"));
    a.self.configured("two");

    assertThat(c.without("two")).isEmpty();
    assertThat(c.fleet.otherConfigs()).isEqualTo(1);
    assertThat(c.fleet.presences())
        .extracting(Presence::waiting)
        .containsExactly(false, true, true);
  }

  @Test
  void anOfferIsTakenBack() {
    allTell();
    nodes.forEach(node -> node.self.offer("two"));
    c.self.offer("one");

    assertThat(a.without("two")).containsExactly("c");
    assertThat(c.without("one")).containsExactly("a", "b");
  }

  @Test
  void aMemberOfAnOlderReleaseOffersWhatItHasInForce() {
    c.release = Releases::withoutOffer;
    allTell();
    nodes.forEach(node -> node.self.offer("two"));

    assertThat(a.without("two")).containsExactly("c");
    assertThat(a.without("one")).containsExactly("b");
    assertThat(a.fleet.presences())
        .extracting(Presence::waiting)
        .containsExactly(true, true, false);
  }

  @Test
  void whoIsGoneIsNoLongerAsked() {
    allTell();
    a.self.offer("two");
    b.self.offer("two");
    assertThat(a.without("two")).containsExactly("c");

    reached.remove(c);
    look();

    assertThat(a.without("two")).isEmpty();
    assertThat(b.without("two")).isEmpty();
  }

  @Test
  void whoReturnsHasToOfferAgain() {
    allTell();
    nodes.forEach(node -> node.self.offer("two"));
    reached.remove(c);
    look();
    c.self.offer("one");
    reached.add(c);
    look();
    assertThat(a.without("two")).containsExactly("c");
    assertThat(c.without("two")).containsExactly("a", "b");

    allTell();
    assertThat(a.without("two")).containsExactly("c");
    assertThat(c.without("two")).isEmpty();
  }

  /** Something that happens to a member. */
  record Step(int node, Kind kind, String version) {
    enum Kind {
      OFFER,
      TAKE,
      CUT,
      RETURN
    }
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 2),
            Arbitraries.of(Step.Kind.class),
            Arbitraries.of("one", "two", "three"))
        .as(Step::new)
        .list()
        .ofMaxSize(30);
  }

  private void happen(Step step) {
    Node node = nodes.get(step.node());
    switch (step.kind()) {
      case OFFER -> node.self.offer(step.version());
      case TAKE -> node.self.configured(step.version());
      case CUT -> reached.remove(node);
      case RETURN -> reached.add(node);
    }
    look();
  }

  @Property
  void nobodyIsTakenToOfferWhatItDoesNot(@ForAll("steps") List<Step> steps) {
    meet();
    for (Step step : steps) {
      happen(step);
      for (Node node : nodes) {
        for (String version : List.of("one", "two", "three")) {
          assertThat(node.without(version)).containsAll(truth(node, version));
        }
      }
    }
    allTell();
    for (Node node : nodes) {
      assertThat(node.without("two")).containsExactlyElementsOf(truth(node, "two"));
    }
  }

  private static List<String> truth(Node node, String version) {
    List<String> without = new ArrayList<>();
    for (Node other : node.others()) {
      if (!other.self.offered().equals(version)) {
        without.add(other.self.id());
      }
    }
    without.sort(null);
    return without;
  }
}
