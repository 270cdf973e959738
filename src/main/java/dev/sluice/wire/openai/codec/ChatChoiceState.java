package dev.sluice.wire.openai.codec;

import java.util.BitSet;

/** What was written of a choice so far, as far as what follows depends on it. */
final class ChatChoiceState {
  /** Longest thought that is kept to be told again, in characters. */
  private static final int MAX_THOUGHT = 1 << 22;

  private final BitSet argued = new BitSet();
  private final StringBuilder thought = new StringBuilder();
  private int latest = -1;
  private int length;
  private int blockFrom;
  boolean begun;

  /** Text of so many characters. */
  void said(int characters) {
    length += characters;
  }

  /** Where the text at hand began. */
  int blockFrom() {
    return blockFrom;
  }

  /** How much text was written. */
  int length() {
    return length;
  }

  void thought(String text) {
    if (thought.length() + text.length() <= MAX_THOUGHT) {
      thought.append(text);
    }
  }

  /** The thought at hand. */
  String thought() {
    return thought.toString();
  }

  void call(int call) {
    latest = call;
  }

  /** The call that began last, -1 for none. */
  int latest() {
    return latest;
  }

  void argued(int call) {
    argued.set(call);
  }

  boolean hasArguments(int call) {
    return argued.get(call);
  }

  void endBlock() {
    blockFrom = length;
    thought.setLength(0);
  }
}
