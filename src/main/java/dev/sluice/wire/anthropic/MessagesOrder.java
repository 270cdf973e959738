package dev.sluice.wire.anthropic;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * How far a stream has come: what may come next, and how the provider's numbers of blocks become
 * numbers without gaps.
 */
final class MessagesOrder {
  private boolean started;
  private @Nullable String id;
  private boolean open;
  private long theirs;
  private int last = -1;
  private boolean called;
  private boolean finished;

  /**
   * The message begins; false when it had begun before, as when a provider starts over before it
   * said anything. Throws when another one begins within it.
   */
  boolean start(@Nullable String messageId) {
    if (!started) {
      started = true;
      id = messageId;
      return true;
    }
    if (last >= 0 && (messageId == null || !messageId.equals(id))) {
      throw garbled("The provider began another answer within the first.");
    }
    return false;
  }

  /** Makes sure that the message has begun. */
  void started() {
    if (!started) {
      throw garbled("The provider's stream does not begin with message_start.");
    }
  }

  /** A block begins. */
  void open(long index, boolean call) {
    started();
    open = true;
    theirs = index;
    last++;
    called |= call;
  }

  /** Makes sure that the block is open. */
  void within(long index) {
    started();
    if (!open || index != theirs) {
      throw garbled("The provider sent a piece of a block that is not open.");
    }
  }

  /** A block ends; false when it is not open. */
  boolean close(long index) {
    started();
    boolean was = open && index == theirs;
    open &= !was;
    return was;
  }

  /** Closes the block that is open, whose place this is. */
  int closing() {
    open = false;
    return last;
  }

  boolean isOpen() {
    return open;
  }

  /** Place of the block that is open. */
  int place() {
    return last;
  }

  /** Place of the last block. */
  int last() {
    return last;
  }

  /** Why the answer stops, null when that is not said. */
  void reason(@Nullable String why) {
    finished |= why != null;
  }

  /** Whether it was said why the answer stops. */
  boolean finished() {
    return finished;
  }

  /** Whether a tool was called. */
  boolean called() {
    return called;
  }

  private static FailureException garbled(String message) {
    return new FailureException(new Failure.Garbled(message));
  }
}
