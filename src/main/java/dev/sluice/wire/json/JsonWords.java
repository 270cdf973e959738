package dev.sluice.wire.json;

/** The literals of JSON as bytes. */
final class JsonWords {
  static final byte[] TRUE = {'t', 'r', 'u', 'e'};
  static final byte[] FALSE = {'f', 'a', 'l', 's', 'e'};
  static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private JsonWords() {}
}
