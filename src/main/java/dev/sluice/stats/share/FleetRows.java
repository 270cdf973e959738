package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.News;
import dev.sluice.stats.share.Message.Part;
import dev.sluice.stats.share.Message.Whole;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.StatsRow;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rows of all other members, and by target their sums. Confined to one thread at a time.
 *
 * <p>Sums take in each change at once. What leaves them cannot be taken out again without a
 * remainder, so the sums of its targets are made anew from the rows that are left.
 */
final class FleetRows {
  private static final double NANOS_PER_SECOND = 1e9;

  private final List<TargetId> targets;
  private final List<Decay> decays;
  private final int mostColumns;
  private final Map<TargetId, Integer> places = new HashMap<>();
  private final Map<String, MemberRows> members = new HashMap<>();
  private final @Nullable RowSums[] sums;
  private final BitSet stale = new BitSet();
  private final double[] growths;
  private long columns;
  private int rows;

  /**
   * No rows.
   *
   * @param mostColumns from which on further rows are kept without the bins of durations
   */
  FleetRows(List<TargetId> targets, List<Decay> decays, int mostColumns) {
    this.targets = targets;
    this.decays = decays;
    this.mostColumns = mostColumns;
    this.sums = new RowSums[targets.size()];
    this.growths = new double[decays.size()];
    for (int place = 0; place < targets.size(); place++) {
      places.put(targets.get(place), place);
    }
  }

  /** Only the members of these ids are there from now on, new ones with nothing known. */
  void keep(Set<String> ids) {
    members
        .entrySet()
        .removeIf(member -> {
          boolean gone = !ids.contains(member.getKey());
          if (gone) {
            clear(member.getValue());
          }
          return gone;
        });
    ids.forEach(id -> members.computeIfAbsent(id, _ -> new MemberRows(places)));
  }

  /** The member of an id; null when there is none. */
  @Nullable MemberRows member(String id) {
    return members.get(id);
  }

  /** The members that are to be asked for all now, at most so many. */
  List<String> toAsk(long now, long patience, int most) {
    return members.entrySet().stream()
        .filter(member -> member.getValue().ask(now, patience))
        .limit(most)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether a member was asked for all and may still answer. */
  boolean awaits(long now, long patience) {
    return members.values().stream().anyMatch(member -> member.answering(now, patience));
  }

  /** How many members' rows are complete. */
  int complete() {
    return (int) members.values().stream().filter(MemberRows::complete).count();
  }

  /** How many rows there are. */
  int rows() {
    return rows;
  }

  /**
   * Takes in what a member counted.
   *
   * @param counts false when it was counted before the last reset
   */
  void add(MemberRows member, News news, long arrived, boolean counts) {
    if (!member.follows(news.sequence())) {
      return;
    }
    moveTo(arrived);
    for (Change change : news.changes()) {
      Integer place = member.place(change);
      if (place == null) {
        member.lost();
      } else if (counts && place != MemberRows.NOWHERE) {
        add(member, place, change);
      }
    }
  }

  private void add(MemberRows member, int place, Change change) {
    MemberRow row = member.row(place);
    if (row == null) {
      row = open(member, place);
    }
    RowSums sum = sums[place];
    if (sum == null) {
      sum = new RowSums();
      sums[place] = sum;
    }
    int before = row.size();
    row.add(change, growths, sum);
    columns += row.size() - before;
  }

  private MemberRow open(MemberRows member, int place) {
    MemberRow row = new MemberRow(columns < mostColumns);
    member.put(place, row);
    rows++;
    return row;
  }

  /**
   * Takes a part of all that a member knows; with the last part its rows become what it told.
   *
   * @param counts false when it was counted before the last reset
   */
  void replace(MemberRows member, Part part, long arrived, boolean counts) {
    List<Whole> all = member.collect(part, arrived);
    if (all == null) {
      return;
    }
    clear(member);
    if (!counts) {
      member.restart(arrived);
      return;
    }
    moveTo(arrived);
    for (Whole whole : all) {
      int place = member.place(whole);
      if (place != MemberRows.NOWHERE && (whole.columns().length > 0 || whole.inFlight() > 0)) {
        MemberRow row = open(member, place);
        row.read(whole, growths);
        columns += row.size();
        stale.set(place);
      }
    }
  }

  private void clear(MemberRows member) {
    for (int place = 0; place < sums.length; place++) {
      MemberRow row = member.row(place);
      if (row != null) {
        rows--;
        columns -= row.size();
        stale.set(place);
      }
    }
    member.clear();
  }

  private void moveTo(long then) {
    for (int window = 0; window < growths.length; window++) {
      growths[window] = decays.get(window).growthAt(then);
    }
  }

  /** Forgets all but what is under way. */
  void forget(long now) {
    for (MemberRows member : members.values()) {
      member.restart(now);
      for (int place = 0; place < sums.length; place++) {
        MemberRow row = member.row(place);
        if (row != null) {
          columns -= row.size();
          row.forget();
          stale.set(place);
        }
      }
    }
  }

  /** The weights of a window were made smaller. */
  void multiply(int window, double factor) {
    for (MemberRows member : members.values()) {
      for (int place = 0; place < sums.length; place++) {
        MemberRow row = member.row(place);
        if (row != null) {
          int before = row.size();
          row.multiply(window, factor);
          row.prune(decays);
          columns += row.size() - before;
        }
      }
    }
    for (RowSums sum : sums) {
      if (sum != null) {
        sum.multiply(window, factor);
      }
    }
  }

  /** Makes the sums of rows that left anew. */
  void settle() {
    for (int place = stale.nextSetBit(0); place >= 0; place = stale.nextSetBit(place + 1)) {
      sums[place] = sum(place);
    }
    stale.clear();
  }

  private @Nullable RowSums sum(int place) {
    RowSums sum = null;
    for (MemberRows member : members.values()) {
      MemberRow row = member.row(place);
      if (row != null) {
        sum = sum == null ? new RowSums() : sum;
        row.addTo(sum);
      }
    }
    return sum;
  }

  /** What all other members know of a target; null when they know nothing. */
  @Nullable StatsRow row(int place, long now) {
    RowSums sum = sums[place];
    return sum == null ? null : sum.row("", targets.get(place), decays, age(now));
  }

  /** Attempts at a target under way at other members. */
  long inFlight(int place) {
    RowSums sum = sums[place];
    return sum == null ? 0 : sum.inFlight();
  }

  /** Seconds over which that member has gathered who has longest. */
  private double age(long now) {
    double age = 0;
    for (MemberRows member : members.values()) {
      if (member.complete()) {
        age = Math.max(age, age(member, now));
      }
    }
    return age;
  }

  private static double age(MemberRows member, long now) {
    return (now - member.since()) / NANOS_PER_SECOND;
  }

  /** What one member knows, by target. */
  Map<TargetId, StatsRow> rows(MemberRows member, String name, long now) {
    Map<TargetId, StatsRow> known = new HashMap<>();
    for (int place = 0; place < sums.length; place++) {
      MemberRow row = member.row(place);
      if (row != null) {
        RowSums sum = new RowSums();
        row.addTo(sum);
        TargetId target = targets.get(place);
        known.put(target, sum.row(name, target, decays, age(member, now)));
      }
    }
    return known;
  }
}
