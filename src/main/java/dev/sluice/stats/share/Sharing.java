package dev.sluice.stats.share;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.FleetView;
import dev.sluice.fleet.Member;
import dev.sluice.model.TargetId;
import dev.sluice.stats.window.StatsRow;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the other members of the fleet measured, and how they are told what this node did.
 *
 * <p>About once a second a node tells all others, in a numbered message, what it counted since the
 * last one. Each adds that to its own sums, by its own clock. Who misses a number, or is new, asks
 * the sender for all that it knows. A member that is gone takes its rows with it. A reset raises
 * the epoch: what was counted under a lower one is left out, and who hears of a higher one forgets
 * everything too, so that a reset which was not heard takes effect with the next message.
 *
 * <p>Alone it does nothing. Confined to one thread at a time, but for the messages that come.
 */
public final class Sharing {
  /** What members tell each other by. */
  static final String TOPIC = "stats";

  private static final long SECOND = 1_000_000_000L;

  /** Between two messages at least, however often somebody asks for a gathering. */
  private static final long SHORTEST = SECOND / 2;

  private static final long LONGEST = 30 * SECOND;

  /** After which a member without news says so: a loss is to be noticed. */
  private static final long SILENCE = 2 * SECOND;

  /** In which an answer may come. */
  private static final long PATIENCE = 2 * SECOND - SHORTEST;

  /** Members that are asked for all at once. */
  private static final int ASKED_AT_ONCE = 32;

  /** Rows that a member takes in from all others in a second; beyond, messages come less often. */
  private static final long ROWS_A_SECOND = 20_000;

  /** Columns of others' rows that are kept: a little over 100 MB. */
  private static final int MOST_COLUMNS = 8_000_000;

  private final Fleet fleet;
  private final Measures measures;
  private final SharingCounts counts = new SharingCounts();
  private final MessageReader reader = new MessageReader();
  private final Inbox inbox;
  private final Outbox outbox;
  private final int mostColumns;
  private FleetRows rows;
  private final Set<String> asking = new HashSet<>();
  private long epoch;
  private boolean alone = true;
  private long told;
  private long due;
  private long now;

  /**
   * Shares from now on what comes, and takes in nothing before it is told to.
   *
   * @param nanos a monotonic clock
   */
  public Sharing(Fleet fleet, Measures measures, LongSupplier nanos) {
    this(fleet, measures, nanos, MOST_COLUMNS);
  }

  Sharing(Fleet fleet, Measures measures, LongSupplier nanos, int mostColumns) {
    this.fleet = fleet;
    this.measures = measures;
    this.inbox = new Inbox(nanos, counts);
    this.outbox = new Outbox(fleet.post(), measures, counts);
    this.mostColumns = mostColumns;
    this.rows = rows();
    this.now = nanos.getAsLong();
    fleet.post().receive(TOPIC, inbox::put);
  }

  private FleetRows rows() {
    return new FleetRows(measures.targets(), measures.decays(), mostColumns);
  }

  /** The measures are of other targets from now on: all members ask each other for everything. */
  public void renew() {
    rows = rows();
    outbox.renumber();
  }

  /** Takes in what others told. The weights stand at the time. */
  public void takeIn(long time) {
    now = time;
    FleetView view = fleet.view();
    Set<String> others = new HashSet<>();
    view.members().forEach(member -> others.add(member.id()));
    others.remove(view.self());
    rows.keep(others);
    for (Letter letter = inbox.take(); letter != null; letter = inbox.take()) {
      read(letter);
    }
    rows.settle();
    counts.holding(rows.rows(), rows.complete());
  }

  private void read(Letter letter) {
    MemberRows member = rows.member(letter.from());
    try {
      read(reader.read(letter.message()), letter, member);
    } catch (MalformedException _) {
      counts.malformed();
      if (member != null) {
        member.lost();
      }
    }
  }

  private void read(Message message, Letter letter, @Nullable MemberRows member) {
    switch (message) {
      case Message.Ask _ -> asking.add(letter.from());
      case Message.Reset reset -> adopt(reset.epoch());
      case Message.News news when member != null -> {
        adopt(news.epoch());
        rows.add(member, news, letter.arrived(), news.epoch() == epoch);
      }
      case Message.Part part when member != null -> {
        adopt(part.epoch());
        rows.replace(member, part, letter.arrived(), part.epoch() == epoch);
      }
      case Message.News _, Message.Part _ -> {
        // Of one that is not seen yet, or no more: it will be asked when it is.
      }
      case Message.Unknown unknown -> {
        counts.unknown();
        if (member != null && unknown.version() != Message.VERSION) {
          member.speaksForeign();
        }
      }
    }
  }

  private void adopt(long other) {
    if (other > epoch) {
      epoch = other;
      rows.forget(now);
      measures.forget();
    }
  }

  /** Tells others what this node gathered up to now. */
  public void tell() {
    int others = fleet.view().members().size() - 1;
    if (others == 0) {
      alone = true;
      asking.clear();
      return;
    }
    if (alone) {
      alone = false;
      told = now;
      due = now;
      outbox.skip();
    }
    if (now - due >= 0 || !asking.isEmpty()) {
      news(others);
    }
    if (!asking.isEmpty()) {
      outbox.whole(epoch, measures.decays().getFirst().age(now), asking);
      asking.clear();
    }
    List<String> lacking = rows.toAsk(now, PATIENCE, ASKED_AT_ONCE);
    lacking.forEach(outbox.ask());
    lacking.forEach(_ -> counts.repair());
  }

  private void news(int others) {
    int targets = outbox.news(epoch, others, now - told >= SILENCE);
    long pause = others * (long) targets * SECOND / ROWS_A_SECOND;
    due = now + Math.clamp(pause, SHORTEST, LONGEST);
    if (targets > 0 || now - told >= SILENCE) {
      told = now;
    }
  }

  /** Whether the next message is worth gathering for at once: a member was asked for all. */
  public boolean awaits() {
    return rows.awaits(now, PATIENCE);
  }

  /** Forgets what others told, and tells them to forget everything. */
  public void reset(long time) {
    now = time;
    epoch++;
    rows.forget(time);
    outbox.reset(epoch, fleet.view().members().size() - 1);
  }

  /** The weights of a window were made smaller. */
  public void multiply(int window, double factor) {
    rows.multiply(window, factor);
  }

  /** What the fleet knows of a target: this node's row with those of the others. */
  public StatsRow with(int place, StatsRow own) {
    StatsRow others = rows.row(place, now);
    return others == null ? own : StatsRow.merge(own.node(), own.target(), List.of(own, others));
  }

  /** Attempts at a target under way at other members, as they last told. */
  public long inFlight(int place) {
    return rows.inFlight(place);
  }

  /** Names of the members whose rows are in, this node's first. */
  public List<String> sources() {
    FleetView view = fleet.view();
    return Stream.concat(
            Stream.of(view.own()),
            view.members().stream().filter(member -> rows.member(member.id()) != null))
        .map(Member::name)
        .toList();
  }

  /** What one other member told, by target; null when no other member has the name. */
  public @Nullable Map<TargetId, StatsRow> of(String name) {
    for (Member member : fleet.view().members()) {
      MemberRows known = rows.member(member.id());
      if (known != null && member.name().equals(name)) {
        return rows.rows(known, name, now);
      }
    }
    return null;
  }

  /** The meters of sharing. */
  public MeterBinder meters() {
    return new SharingMeters(counts);
  }
}
