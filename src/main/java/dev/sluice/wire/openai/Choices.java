package dev.sluice.wire.openai;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The choices of a stream and how far each has come. */
final class Choices {
  /** One choice. */
  static final class Choice {
    final int index;
    final Calls calls = new Calls();

    /** Whether its role was told. */
    boolean begun;

    /** Whether its finish reason was told. */
    boolean finished;

    private Choice(int index) {
      this.index = index;
    }
  }

  private final int most;
  private @Nullable Choice[] all = new @Nullable Choice[1];

  /**
   * No choice yet.
   *
   * @param most how many there may be
   */
  Choices(int most) {
    this.most = most;
  }

  /** Whether there is a choice and all of them are finished. */
  boolean complete() {
    boolean some = false;
    for (Choice choice : all) {
      if (choice != null && choice.begun) {
        some = true;
        if (!choice.finished) {
          return false;
        }
      }
    }
    return some;
  }

  /** The choice of that index. Throws {@link FailureException} when there can be none. */
  Choice at(int index) {
    if (index < 0 || index >= most) {
      throw new FailureException(
          new Failure.Garbled(
              "The provider's answer has a choice of index "
                  + index
                  + ", which was not asked for."));
    }
    if (index >= all.length) {
      all = Arrays.copyOf(all, index + 1);
    }
    Choice choice = all[index];
    if (choice == null) {
      choice = new Choice(index);
      all[index] = choice;
    }
    return choice;
  }

  /** Whether the choice that was read may pass as it is. */
  boolean fits(ChoiceScan scan, byte[] in) {
    Choice choice = at(scan.index);
    if (!choice.begun && !scan.assistant) {
      return false;
    }
    if (scan.calling && !choice.calls.fits(scan.call(), in)) {
      return false;
    }
    boolean called = scan.calling || !choice.calls.isEmpty();
    return scan.finish == null
        || (!choice.finished && !(called && scan.finish == FinishReason.STOP));
  }

  /** Takes note of a choice that fits. */
  void take(ChoiceScan scan, byte[] in) {
    Choice choice = at(scan.index);
    choice.begun = true;
    choice.finished |= scan.finish != null;
    if (scan.calling) {
      choice.calls.take(scan.call(), in);
    }
  }
}
