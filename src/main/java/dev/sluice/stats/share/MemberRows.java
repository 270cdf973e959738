package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.Part;
import dev.sluice.stats.share.Message.Whole;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one other member knows, and how far this node has followed it. Confined to one thread at a
 * time.
 */
final class MemberRows {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Questions after which an answer is no more to be expected. */
  private static final int HOPEFUL = 3;

  /** No part is waited for but a first one. */
  private static final int NONE = Integer.MAX_VALUE;

  /** Place of a target that this node does not have. */
  static final int NOWHERE = -1;

  private final Map<TargetId, Integer> places;
  private final @Nullable MemberRow[] rows;
  private final Map<Integer, Integer> numbers = new HashMap<>();
  private final List<Whole> parts = new ArrayList<>();
  private int nextPart = NONE;
  private long collected;
  private long sequence;
  private long since;
  private boolean complete;
  private boolean asked;
  private int asks;
  private long askedAt;
  private boolean foreign;

  /**
   * A member of which nothing is known.
   *
   * @param places of this node's targets
   */
  MemberRows(Map<TargetId, Integer> places) {
    this.places = places;
    this.rows = new MemberRow[places.size()];
  }

  /** Whether its rows are all that it told so far. */
  boolean complete() {
    return complete;
  }

  /**
   * Whether it is to be asked for all now; true only once in a while.
   *
   * @param patience nanoseconds in which an answer may come
   */
  boolean ask(long now, long patience) {
    if (complete || foreign || (asked && now - askedAt < patience)) {
      return false;
    }
    asked = true;
    askedAt = now;
    asks = Math.min(asks, HOPEFUL) + 1;
    return true;
  }

  /** Whether it was asked for all and may still answer: not after it left several without one. */
  boolean answering(long now, long patience) {
    return !complete && !foreign && asks <= HOPEFUL && asked && now - askedAt < patience;
  }

  /** It speaks another version, so that there is no use in asking. */
  void speaksForeign() {
    foreign = true;
    complete = false;
  }

  /** Something that it told got lost. What is known stays until it has told all again. */
  void lost() {
    complete = false;
  }

  /** When it began to gather, by this node's clock. */
  long since() {
    return since;
  }

  /** It began to gather only now. */
  void restart(long now) {
    since = now;
  }

  /** Its row of a target; null when it told nothing of it. */
  @Nullable MemberRow row(int place) {
    return rows[place];
  }

  /** Its row of a target from now on. */
  void put(int place, MemberRow row) {
    rows[place] = row;
  }

  /** Drops all rows. */
  void clear() {
    Arrays.fill(rows, null);
  }

  /** Whether news is the very next after what is known; if not, something got lost. */
  boolean follows(long next) {
    if (!complete || next != sequence + 1) {
      complete = false;
      return false;
    }
    sequence = next;
    return true;
  }

  /** Takes a part of all that it knows; returns all when it was the last of them, else null. */
  @Nullable List<Whole> collect(Part part, long arrived) {
    foreign = false;
    if (part.part() == 0) {
      parts.clear();
      nextPart = 0;
      collected = part.sequence();
    }
    if (part.part() != nextPart || part.sequence() != collected || nextPart >= part.parts()) {
      stopCollecting();
      return null;
    }
    parts.addAll(part.rows());
    nextPart++;
    if (nextPart < part.parts()) {
      return null;
    }
    List<Whole> all = List.copyOf(parts);
    stopCollecting();
    sequence = part.sequence();
    since = arrived - (long) (part.age() * NANOS_PER_SECOND);
    complete = true;
    asked = false;
    asks = 0;
    numbers.clear();
    all.forEach(row -> define(row.number(), row.target()));
    return all;
  }

  private void stopCollecting() {
    parts.clear();
    nextPart = NONE;
  }

  private void define(int number, TargetId target) {
    numbers.put(number, places.getOrDefault(target, NOWHERE));
  }

  /** Place of the row's target. */
  int place(Whole row) {
    return places.getOrDefault(row.target(), NOWHERE);
  }

  /** Place of the change's target; null when the member has never said which that is. */
  @Nullable Integer place(Change change) {
    TargetId target = change.target();
    if (target != null) {
      define(change.number(), target);
    }
    return numbers.get(change.number());
  }
}
