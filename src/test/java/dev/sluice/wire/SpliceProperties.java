package dev.sluice.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

final class SpliceProperties {
  /** Of a length that is copied, and of one whose parts are shared. */
  private static final List<Integer> LENGTHS = List.of(1_000, 300_000);

  @Property(tries = 200)
  void rangesAreReplacedAndTheRestStays(
      @ForAll @Size(max = 6) List<@IntRange(max = 1_000) Integer> places,
      @ForAll @AlphaChars @StringLength(max = 5) String with,
      @ForAll boolean inserted) {
    List<Integer> cuts = places.stream().sorted().toList();
    for (int length : LENGTHS) {
      String text = "0123456789".repeat(length / 10);
      Buffer source = Buffer.buffer(text);
      StringBuilder expected = new StringBuilder();
      Splice copied = new Splice(source);
      Splice sent = Splice.sent(source);
      int taken = 0;
      for (int i = 0; i + 1 < cuts.size(); i += 2) {
        int from = cuts.get(i);
        int to = cuts.get(i + 1);
        expected.append(text, taken, from).append(with).append(inserted ? "+" : "");
        for (Splice each : List.of(copied, sent)) {
          each.replace(from, to, with.getBytes(US_ASCII));
          if (inserted) {
            each.insert("+".getBytes(US_ASCII));
          }
        }
        taken = to;
      }
      expected.append(text, taken, text.length());

      assertThat(Stream.of(copied, sent).map(each -> each.end().toString()))
          .containsOnly(expected.toString());
      assertThat(source).hasToString(text);
    }
  }
}
