package dev.sluice.wire.openai;

import dev.sluice.wire.json.JsonSkim;
import java.util.Arrays;

/**
 * The form of the frame that passed last. The frames of an answer differ in little but their text:
 * one that differs from its forerunner in free text alone passes for the same reasons, and most of
 * it needs comparing only.
 */
final class Mould {
  private static final byte[] NONE = {};

  private static final int MAX_LENGTH = 4_096;

  private byte[] form = NONE;
  private int length;
  private final int[] gaps = new int[2 * FreeText.MAX];
  private int count;
  private int model;
  private int modelLength;
  private int matchedModel;

  /** Whether a clean frame changes nothing for those after it, so that any number may follow. */
  static boolean fits(ChunkScan scan) {
    return scan.chosen
        && scan.choice().finish == null
        && !scan.choice().thought
        && scan.usageTo == scan.usageFrom
        && scan.groqTo == scan.groqFrom;
  }

  /** Takes the form of a plain event that passed. */
  void take(byte[] in, int from, int end, ChunkScan scan) {
    if (end - from > MAX_LENGTH) {
      return;
    }
    length = end - from;
    if (form.length < length) {
      form = new byte[length + length / 2];
    }
    System.arraycopy(in, from, form, 0, length);
    FreeText free = scan.free();
    count = free.count();
    for (int i = 0; i < count; i++) {
      gaps[2 * i] = free.from(i) - from;
      gaps[2 * i + 1] = free.to(i) - from;
    }
    model = scan.modelFrom - from;
    modelLength = scan.modelTo - scan.modelFrom;
  }

  /** Forgets the form. */
  void clear() {
    length = 0;
  }

  /** The end of an event of this form, -1 when there is none at {@code from}. */
  int match(byte[] in, int from, int to) {
    if (length == 0) {
      return -1;
    }
    int at = from;
    int taken = 0;
    for (int i = 0; i < count; i++) {
      int gap = gaps[2 * i];
      if (!same(in, at, to, taken, gap)) {
        return -1;
      }
      at = JsonSkim.string(in, at + gap - taken, to);
      if (at < 0) {
        return -1;
      }
      taken = gaps[2 * i + 1];
    }
    return same(in, at, to, taken, length) ? at + length - taken : -1;
  }

  /** Whether a stretch of the form stands in the bytes; notes where the model stands on the way. */
  private boolean same(byte[] in, int at, int to, int first, int last) {
    int end = at + last - first;
    if (model >= first && model < last) {
      matchedModel = at + model - first;
    }
    return end <= to && Arrays.equals(form, first, last, in, at, end);
  }

  /** Offset of the model's value in the event that matched. */
  int modelFrom() {
    return matchedModel;
  }

  /** Offset after it. */
  int modelTo() {
    return matchedModel + modelLength;
  }
}
