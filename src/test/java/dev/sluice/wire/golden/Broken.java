package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.StreamTranslation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/** Bytes that were damaged on their way. */
final class Broken {
  private Broken() {}

  /** Makes sure that a damaged golden input makes something, be it a failure. */
  static void turned(String folder, long seed, UnaryOperator<String> turn) {
    byte[] in = input(folder, new SplittableRandom(seed));
    assertThat(turn.apply(new String(in, StandardCharsets.ISO_8859_1))).isNotEmpty();
  }

  /** What comes out of a stream, which is over with it. */
  static String ended(StreamTranslation translation, String in) {
    String out = Turns.whole(translation, in);
    assertThat(translation.over()).isTrue();
    return out;
  }

  /** One of the golden inputs, damaged. */
  static byte[] input(String folder, SplittableRandom random) {
    List<Path> inputs = Golden.inputs(folder);
    String in = Golden.read(inputs.get(random.nextInt(inputs.size())));
    return of(in.getBytes(StandardCharsets.UTF_8), random);
  }

  /** The bytes after one to four faults. */
  static byte[] of(byte[] in, SplittableRandom random) {
    byte[] made = in.clone();
    for (int i = 0; i <= random.nextInt(4) && made.length > 0; i++) {
      fault(made, random);
    }
    return made;
  }

  private static void fault(byte[] made, SplittableRandom random) {
    int at = random.nextInt(made.length);
    int other = random.nextInt(made.length);
    switch (random.nextInt(4)) {
      case 0 -> made[at] = (byte) random.nextInt();
      case 1 -> made[at] = made[other];
      case 2 -> System.arraycopy(made.clone(), 0, made, at, made.length - at);
      default -> {
        byte[] words = "null,true,-1,\"x\",{},[],1e999".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(words, 0, made, at, Math.min(words.length, made.length - at));
      }
    }
  }
}
