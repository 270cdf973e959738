package dev.sluice.ingress;

import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Gives each request an id: the client's own when it is well-formed, else a new one. */
final class RequestIds {
  private static final int LONGEST = 128;
  private static final char[] DIGITS = "0123456789abcdefghijklmnopqrstuv".toCharArray();
  private static final int LENGTH = 24;

  private final SplittableRandom random;

  RequestIds(SplittableRandom random) {
    this.random = random;
  }

  /** The id of a request that came with the header's value. */
  String of(@Nullable String own) {
    return own != null && wellFormed(own) ? own : next();
  }

  private static boolean wellFormed(String id) {
    if (id.isEmpty() || id.length() > LONGEST) {
      return false;
    }
    for (int i = 0; i < id.length(); i++) {
      char c = id.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letter && c != '-' && c != '_' && c != '.' && c != ':') {
        return false;
      }
    }
    return true;
  }

  private String next() {
    char[] text = new char[4 + LENGTH];
    text[0] = 'r';
    text[1] = 'e';
    text[2] = 'q';
    text[3] = '_';
    long bits = 0;
    for (int i = 0; i < LENGTH; i++) {
      bits = i % 12 == 0 ? random.nextLong() : bits >>> 5;
      text[4 + i] = DIGITS[(int) bits & 31];
    }
    return new String(text);
  }
}
