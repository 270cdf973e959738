package dev.sluice.wire.anthropic;

import dev.sluice.wire.json.JsonSkim;
import java.nio.charset.StandardCharsets;

/** The arguments of one call while they are told, fragment by fragment. */
final class CallInput {
  /** Longest arguments that are kept to be checked, in characters. */
  private static final int MOST = 1 << 22;

  private final JsonBalance balance = new JsonBalance();
  private final StringBuilder text = new StringBuilder();
  private boolean tooLong;

  /** Takes the next fragment. */
  void take(String fragment) {
    balance.take(fragment);
    tooLong |= text.length() + fragment.length() > MOST;
    if (!tooLong) {
      text.append(fragment);
    }
  }

  /** Whether all brackets that were opened are closed, and some were. */
  boolean complete() {
    return balance.complete();
  }

  /** Whether they are an object, or nothing at all; those that are too long are taken for one. */
  boolean valid() {
    byte[] told = text.toString().getBytes(StandardCharsets.UTF_8);
    int from = JsonSkim.space(told, 0, told.length);
    return tooLong
        || from == told.length
        || (told[from] == '{' && JsonSkim.document(told, 0, told.length) >= 0);
  }
}
