package dev.sluice.wire.openai.fields;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Ranges of a body that are replaced, gathered in any order. Of two that overlap the outer one
 * counts.
 */
final class Edits {
  private static final Comparator<Edit> FRONT_TO_BACK =
      Comparator.comparingInt(Edit::from).thenComparingInt(Edit::to);

  private final List<Edit> all = new ArrayList<>();

  private static final class Edit {
    private final int from;
    private final int to;
    private final byte[] with;

    Edit(int from, int to, byte[] with) {
      this.from = from;
      this.to = to;
      this.with = with;
    }

    int from() {
      return from;
    }

    int to() {
      return to;
    }
  }

  /** Replaces a range; the offsets are those of the array. */
  void replace(int from, int to, byte[] with) {
    if (to > from || with.length > 0) {
      all.add(new Edit(from, to, with));
    }
  }

  /** The body with all edits made; the very buffer when there are none. */
  Buffer apply(Buffer body, int base) {
    if (all.isEmpty()) {
      return body;
    }
    all.sort(FRONT_TO_BACK);
    int growth = 0;
    for (Edit edit : all) {
      growth += edit.with.length;
    }
    Buffer made = Buffer.buffer(body.length() + growth);
    int taken = 0;
    for (Edit edit : all) {
      if (edit.from - base < taken) {
        continue;
      }
      made.appendBuffer(body, taken, edit.from - base - taken).appendBytes(edit.with);
      taken = edit.to - base;
    }
    return made.appendBuffer(body, taken, body.length() - taken);
  }
}
