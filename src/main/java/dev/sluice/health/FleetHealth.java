package dev.sluice.health;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.model.TargetId;
import io.vertx.core.buffer.Buffer;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * The talk of a node with the other members about health.
 *
 * <p>What changes about a target is told at once. All that the node holds against targets is told
 * every few seconds as long as there is anything, and to each member that asks; so a word that got
 * lost is made up for, and a newcomer knows. A node without fellows says nothing.
 */
final class FleetHealth {
  /** Where members talk about health. */
  static final String TOPIC = "sluice.fleet.health";

  /** A longer list of models is not told: its fingerprint makes the others ask the provider. */
  private static final int LONGEST_LISTING = 64 * 1024;

  private static final int TICKS = 3;

  private final Fleet fleet;
  private final Executor speaker;
  private final Map<TargetId, TargetHealth> targets;
  private final Map<String, Set<TargetId>> mentioned = new ConcurrentHashMap<>();
  private final Map<TargetId, Seated> seats = new ConcurrentHashMap<>();
  private final LongAdder told = new LongAdder();
  private final LongAdder heard = new LongAdder();
  private final LongAdder leftOut = new LongAdder();
  private volatile Ear ear = new Ear(_ -> {}, _ -> {});
  private int ticks;
  private int silences;

  /**
   * Has not begun to listen.
   *
   * @param speaker runs one task after the other, so that the words keep their order
   * @param targets all of the node; only read
   */
  FleetHealth(Fleet fleet, Executor speaker, Map<TargetId, TargetHealth> targets) {
    this.fleet = fleet;
    this.speaker = speaker;
    this.targets = targets;
  }

  /** The members. */
  Fleet fleet() {
    return fleet;
  }

  /** Forgets what was said of any other target. */
  void retain(Set<TargetId> ids) {
    seats.keySet().retainAll(ids);
    mentioned.values().forEach(targetsOfOne -> targetsOfOne.retainAll(ids));
  }

  /** Listens from now on, and asks whoever joins what it knows. */
  void listen(Ear probes) {
    ear = probes;
    fleet.post().receive(TOPIC, this::receive);
    Set<String> known = new HashSet<>();
    fleet.follow(view -> meet(view, known));
  }

  private void meet(FleetView view, Set<String> known) {
    Set<String> seen = new HashSet<>();
    for (Member member : view.members()) {
      seen.add(member.id());
      if (!member.id().equals(view.self()) && !known.contains(member.id())) {
        speaker.execute(() -> send(member.id(), new Word.Ask()));
      }
    }
    known.clear();
    known.addAll(seen);
    mentioned.keySet().retainAll(seen);
  }

  /** Tells what this node says about a target now. By the speaker. */
  void tell(TargetHealth target) {
    if (accompanied()) {
      send(new Word.Opinions(false, List.of(target.opinion())));
    }
  }

  /** Tells that this node has probed. */
  void probed(String key, int listing) {
    if (accompanied()) {
      speaker.execute(() -> send(new Word.Probed(key, listing)));
    }
  }

  /** Tells what a provider listed. */
  void listed(String provider, Set<String> models) {
    if (accompanied()) {
      Buffer message = WordCodec.write(new Word.Listed(provider, models));
      if (message.length() <= LONGEST_LISTING) {
        speaker.execute(() -> send(message));
      }
    }
  }

  /** Wanted about once a second. */
  void tick() {
    if (accompanied()) {
      speaker.execute(() -> renew());
    }
  }

  /** The last word of all is said twice, then there is silence. */
  private void renew() {
    ticks++;
    if (ticks % TICKS != 0) {
      return;
    }
    List<Opinion> opinions = opinions();
    silences = opinions.isEmpty() ? silences + 1 : 0;
    if (silences <= 2) {
      send(new Word.Opinions(true, opinions));
    }
  }

  private List<Opinion> opinions() {
    return targets.values().stream()
        .filter(target -> !target.sound())
        .map(TargetHealth::opinion)
        .filter(opinion -> !opinion.silent())
        .toList();
  }

  private boolean accompanied() {
    return fleet.view().members().size() > 1;
  }

  private void send(Word word) {
    send(WordCodec.write(word));
  }

  private void send(Buffer message) {
    told.increment();
    fleet.post().toAll(TOPIC, message);
  }

  private void send(String member, Word word) {
    told.increment();
    fleet.post().to(member, TOPIC, WordCodec.write(word));
  }

  private void receive(String from, Buffer message) {
    Word word = WordCodec.read(message);
    if (word == null) {
      leftOut.increment();
      return;
    }
    heard.increment();
    switch (word) {
      case Word.Opinions opinions -> hear(from, opinions);
      case Word.Ask _ -> speaker.execute(() -> send(from, new Word.Opinions(true, opinions())));
      case Word.Probed probed -> ear.probed().accept(new Heard<>(from, probed));
      case Word.Listed listed -> ear.listed().accept(listed);
    }
  }

  private void hear(String from, Word.Opinions word) {
    FleetView view = fleet.view();
    Member member = member(view, from);
    Set<TargetId> unmentioned =
        word.whole() ? new HashSet<>(mentioned.getOrDefault(from, Set.of())) : Set.of();
    for (Opinion opinion : word.opinions()) {
      hear(view, member, opinion);
      if (word.whole()) {
        unmentioned.remove(opinion.target());
      }
    }
    unmentioned.forEach(target -> hear(view, member, Opinion.none(target)));
  }

  /** Targets that this node does not have are no concern of its. */
  private void hear(FleetView view, Member from, Opinion opinion) {
    TargetHealth target = targets.get(opinion.target());
    if (target == null) {
      return;
    }
    target.hear(from, opinion, seat(view, opinion.target()));
    Set<TargetId> known = mentioned.computeIfAbsent(from.id(), _ -> ConcurrentHashMap.newKeySet());
    if (opinion.silent()) {
      known.remove(opinion.target());
    } else {
      known.add(opinion.target());
    }
  }

  private Seat seat(FleetView view, TargetId target) {
    return seats.compute(
            target,
            (_, known) ->
                known != null && known.edition == view.edition()
                    ? known
                    : new Seated(view.edition(), Seat.of(view, target)))
        .seat;
  }

  /** A word may come before the news that its sender has joined. */
  private static Member member(FleetView view, String id) {
    for (Member member : view.members()) {
      if (member.id().equals(id)) {
        return member;
      }
    }
    return new Member(id, id, "", "", "", false);
  }

  /** Words sent so far. */
  long told() {
    return told.sum();
  }

  /** Words received so far and understood. */
  long heard() {
    return heard.sum();
  }

  /** Words received so far and not understood. */
  long leftOut() {
    return leftOut.sum();
  }

  /**
   * Who wants to know of probes; called by any thread.
   *
   * @param probed a member has probed
   * @param listed a provider listed its models to a member
   */
  record Ear(Consumer<Heard<Word.Probed>> probed, Consumer<Word.Listed> listed) {}

  private record Seated(long edition, Seat seat) {}

  /** A word and the id of the member that said it. */
  record Heard<T extends Word>(String from, T word) {}
}
