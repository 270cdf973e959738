package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Fingerprint;

/** Ids of calls to which the provider gave none. */
final class CallIds {
  private static final int LONGEST = 24;

  private CallIds() {}

  /**
   * An id that no other call of the conversation has.
   *
   * @param answer the provider's name of the answer, empty when it has none
   */
  static String of(String answer, int choice, int call, Piece.Call piece) {
    boolean named = !answer.isEmpty() && answer.length() <= LONGEST;
    String of = piece.name() + piece.signature() + piece.args();
    String base = named ? answer : Long.toHexString(Fingerprint.of(answer + of));
    return "call_" + base + '_' + (choice == 0 ? "" : choice + "_") + call;
  }

  static FailureException tooMany() {
    return new FailureException(new Failure.Garbled("The provider's answer has too many calls."));
  }
}
