package dev.sluice.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

final class BodyPartsProperties {
  @Property(tries = 100)
  void allThatCameIsThereInOrder(
      @ForAll long seed,
      @ForAll @Size(max = 40) List<@IntRange(max = 150_000) Integer> lengths,
      @ForAll @Size(max = 3) List<@IntRange(max = 3_000_000) Integer> longOnes) {
    Random random = new Random(seed);
    BodyParts parts = new BodyParts();
    Buffer all = Buffer.buffer();
    for (List<Integer> each : List.of(lengths, longOnes, lengths)) {
      for (int length : each) {
        byte[] part = new byte[length];
        random.nextBytes(part);
        all.appendBytes(part);
        parts.add(Buffer.buffer(part));
      }
    }

    assertThat(parts.length()).isEqualTo(all.length());
    assertThat(parts.joined()).isEqualTo(all);
  }

  @Example
  void aBodyThatNeverCameIsEmpty() {
    assertThat(new BodyParts().joined().length()).isZero();
  }
}
