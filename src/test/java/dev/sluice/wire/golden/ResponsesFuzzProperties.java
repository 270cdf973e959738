package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.canonical.StreamTranslation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever the bytes are, they make an answer or a failure. */
final class ResponsesFuzzProperties {
  @Property
  void requests(@ForAll long seed) {
    broken("request/openai-responses_openai-chat", seed, ResponsesTurns.BEFORE_CHAT::request);
  }

  @Property
  void answers(@ForAll long seed) {
    broken("answer/openai-responses_openai-chat", seed, ResponsesTurns.BEHIND_CHAT::answer);
  }

  @Property
  void streams(@ForAll long seed) {
    broken(
        "stream/openai-responses_openai-chat", seed, in -> ended(ResponsesTurns.BEHIND_CHAT, in));
  }

  @Property
  void chatStreams(@ForAll long seed) {
    broken(
        "stream/openai-chat_openai-responses", seed, in -> ended(ResponsesTurns.BEFORE_CHAT, in));
  }

  private static String ended(ResponsesTurns turns, String in) {
    StreamTranslation translation = turns.stream();
    String out = Turns.whole(translation, in);
    assertThat(translation.over()).isTrue();
    return out;
  }

  private static void broken(String folder, long seed, UnaryOperator<String> turn) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> inputs = Golden.inputs(folder);
    byte[] in =
        Golden.read(inputs.get(random.nextInt(inputs.size()))).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i <= random.nextInt(4); i++) {
      breakIt(in, random);
    }
    assertThat(turn.apply(new String(in, StandardCharsets.ISO_8859_1))).isNotEmpty();
  }

  private static void breakIt(byte[] in, SplittableRandom random) {
    int at = random.nextInt(in.length);
    switch (random.nextInt(3)) {
      case 0 -> in[at] = (byte) random.nextInt();
      case 1 -> in[at] = in[random.nextInt(in.length)];
      default -> {
        byte[] words = "null,true,-1,\"x\",{},[],1e999".getBytes(StandardCharsets.UTF_8);
        System.arraycopy(words, 0, in, at, Math.min(words.length, in.length - at));
      }
    }
  }
}
