package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import java.util.function.Supplier;

/** Streams that come in reads of any size. */
final class Cuts {
  private Cuts() {}

  /** Makes sure that what comes out of a stream does not depend on how it is cut into reads. */
  static void anywhere(Buffer in, Supplier<StreamTranslation> made) {
    String whole = cut(in, in.length(), in.length(), made.get());
    for (int cut = 1; cut < in.length(); cut++) {
      assertThat(cut(in, cut, in.length(), made.get())).as("cut at %d", cut).isEqualTo(whole);
    }
    assertThat(cut(in, 1, 1, made.get())).as("byte by byte").isEqualTo(whole);
    assertThat(cut(in, 7, 7, made.get())).as("seven by seven").isEqualTo(whole);
  }

  private static String cut(Buffer in, int first, int step, StreamTranslation translation) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    int to = Math.min(first, in.length());
    while (from < in.length()) {
      out.append(translation.feed(in.getBuffer(from, to)));
      from = to;
      to = Math.min(in.length(), to + step);
    }
    return out.append(translation.end()).toString();
  }
}
