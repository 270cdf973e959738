package dev.sluice.fleet;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

/**
 * A fleet in one process: members that can be added, killed and split, and messages that arrive at
 * once, in the thread that sends them.
 */
public final class TestFleet {
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private BiPredicate<String, String> connected = (_, _) -> true;
  private BiPredicate<String, String> dropped = (_, _) -> false;
  private long bytes;

  /** A new member; all that it is connected to see it. */
  public Fleet join(String id) {
    Node node = new Node(new Member(id, id, "test", "", "", false));
    nodes.put(id, node);
    look();
    return node;
  }

  /** The member is gone without a word. */
  public void kill(String id) {
    nodes.remove(id);
    look();
  }

  /** Members see only those of their own group from now on. */
  public void split(Set<String> one) {
    connected = (a, b) -> one.contains(a) == one.contains(b);
    look();
  }

  /** All see all. */
  public void heal() {
    connected = (_, _) -> true;
    look();
  }

  /** Which messages get lost, by sender and receiver. */
  public void drop(BiPredicate<String, String> which) {
    dropped = which;
  }

  /** Bytes of all messages that arrived so far. */
  public long bytes() {
    return bytes;
  }

  private void look() {
    List.copyOf(nodes.values()).forEach(Node::look);
  }

  private final class Node implements Fleet, Post {
    private final Member member;
    private final Map<String, List<Receiver>> receivers = new HashMap<>();
    private final List<Consumer<FleetView>> listeners = new ArrayList<>();
    private final Set<String> known = new LinkedHashSet<>();
    private FleetView view;

    Node(Member member) {
      this.member = member;
      this.view = new FleetView(1, member.id(), List.of(member), 1, Standing.MAJORITY);
    }

    void look() {
      List<Member> seen =
          nodes.values().stream()
              .map(node -> node.member)
              .filter(other -> connected.test(member.id(), other.id()))
              .toList();
      seen.forEach(other -> known.add(other.id()));
      Standing standing = 2 * seen.size() > known.size() ? Standing.MAJORITY : Standing.MINORITY;
      view = new FleetView(view.edition() + 1, member.id(), seen, known.size(), standing);
      listeners.forEach(listener -> listener.accept(view));
    }

    @Override
    public FleetView view() {
      return view;
    }

    @Override
    public void follow(Consumer<FleetView> listener) {
      listeners.add(listener);
      listener.accept(view);
    }

    @Override
    public Post post() {
      return this;
    }

    @Override
    public void toAll(String topic, Buffer message) {
      List.copyOf(nodes.keySet()).forEach(id -> to(id, topic, message));
    }

    @Override
    public void to(String id, String topic, Buffer message) {
      Node other = nodes.get(id);
      boolean alive = nodes.get(member.id()) == this;
      if (other == null || other == this || !alive || !connected.test(member.id(), id)) {
        return;
      }
      if (!dropped.test(member.id(), id)) {
        bytes += message.length();
        other
            .receivers
            .getOrDefault(topic, List.of())
            .forEach(receiver -> receiver.receive(member.id(), message.copy()));
      }
    }

    @Override
    public void receive(String topic, Receiver receiver) {
      receivers.computeIfAbsent(topic, _ -> new ArrayList<>()).add(receiver);
    }
  }
}
