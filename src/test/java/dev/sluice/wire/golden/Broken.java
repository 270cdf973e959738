package dev.sluice.wire.golden;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/** Bytes that were damaged on their way. */
final class Broken {
  private Broken() {}

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
