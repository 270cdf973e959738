package dev.sluice.stats.share;

import dev.sluice.model.TargetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What members tell each other about statistics. */
sealed interface Message {
  /** Shape of the messages that this release writes and reads: their first byte. */
  int VERSION = 1;

  /** Bytes of a message at most, but for a single row that is larger. */
  int MOST_BYTES = 64 * 1024;

  /** Kinds: the second byte. */
  int NEWS = 1;

  int PART = 2;
  int ASK = 3;
  int RESET = 4;

  /** Of a version or a kind that this release does not know. */
  record Unknown(int version) implements Message {}

  /** Asks for everything that the receiver measured. */
  record Ask() implements Message {}

  /** Everything is to be forgotten that was counted under a lower epoch. */
  record Reset(long epoch) implements Message {}

  /**
   * What the sender counted since its last news.
   *
   * @param epoch how often the sender knows the fleet to have been reset
   * @param sequence 1 above that of the news before
   */
  record News(long epoch, long sequence, List<Change> changes) implements Message {}

  /**
   * A part of all that the sender measured, as it is told to a member that lacks something.
   *
   * @param sequence of the last news that is within
   * @param part from 0
   * @param parts how many there are
   * @param age seconds over which the sender has gathered
   */
  record Part(long epoch, long sequence, int part, int parts, double age, List<Whole> rows)
      implements Message {}

  /**
   * What was counted of one target.
   *
   * @param number by which the sender calls the target
   * @param target null when the sender has said before which it is
   * @param inFlight attempts now under way
   * @param columns what changed
   * @param amounts by how much
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
  record Change(
      int number, @Nullable TargetId target, long inFlight, short[] columns, double[] amounts) {}

  /**
   * All that is known of one target.
   *
   * @param number by which the sender calls the target
   * @param inFlight attempts now under way
   * @param columns that are not 0
   * @param totals since the start or the last reset, of those columns that are counts; else 0
   * @param weights of each column in each window, as of the sending
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, compared never.
  record Whole(
      int number,
      TargetId target,
      long inFlight,
      short[] columns,
      long[] totals,
      double[] weights) {}
}
