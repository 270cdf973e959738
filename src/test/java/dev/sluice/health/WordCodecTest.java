package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.TargetId;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

final class WordCodecTest {
  @Property(tries = 300)
  void whatIsWrittenIsRead(@ForAll("words") Word word) {
    assertThat(WordCodec.read(WordCodec.write(word))).isEqualTo(word);
  }

  @Property(tries = 300)
  void aDamagedWordIsReadOrLeftOut(
      @ForAll("words") Word word, @ForAll int place, @ForAll byte value, @ForAll boolean cut) {
    Buffer bytes = WordCodec.write(word);
    int at = Math.floorMod(place, bytes.length());
    Buffer damaged = cut ? bytes.getBuffer(0, at) : bytes.copy().setByte(at, value);

    Word read = WordCodec.read(damaged);

    if (cut) {
      assertThat(read).isNull();
    } else if (read instanceof Word.Opinions opinions) {
      assertThat(opinions.opinions())
          .allSatisfy(it -> assertThat(it.cooling()).isBetween(Duration.ZERO, Cooldown.LONGEST));
    }
  }

  @Property(tries = 300)
  void noiseIsReadOrLeftOut(@ForAll byte[] noise) {
    Word read = WordCodec.read(Buffer.buffer(noise));

    assertThat(read == null || noise.length >= 2).isTrue();
  }

  @Test
  void anotherVersionIsLeftOut() {
    Buffer newer = WordCodec.write(new Word.Ask()).setByte(0, (byte) 2);

    assertThat(WordCodec.read(newer)).isNull();
  }

  @Test
  void aFactIsSmall() {
    Opinion opinion = Opinion.none(new TargetId("openai/gpt-4o"));

    assertThat(WordCodec.write(new Word.Opinions(false, List.of(opinion))).length())
        .isLessThanOrEqualTo(40);
  }

  @Provide
  Arbitrary<Word> words() {
    Arbitrary<String> names = Arbitraries.strings().all().ofMaxLength(20).map(WordCodecTest::whole);
    Arbitrary<Word> opinions =
        Combinators.combine(Arbitraries.of(true, false), opinions(names).list().ofMaxSize(5))
            .as(Word.Opinions::new);
    Arbitrary<Word> probed =
        Combinators.combine(names, Arbitraries.integers()).as(Word.Probed::new);
    Arbitrary<Word> listed =
        Combinators.combine(names, names.set().ofMaxSize(5)).as(Word.Listed::new);
    return Arbitraries.oneOf(opinions, probed, listed, Arbitraries.just(new Word.Ask()));
  }

  private static Arbitrary<Opinion> opinions(Arbitrary<String> names) {
    Arbitrary<Duration> minute = Arbitraries.integers().between(0, 30_000).map(Duration::ofMillis);
    return Combinators.combine(
            names.map(TargetId::new),
            Arbitraries.of(BreakerState.class),
            minute,
            minute,
            Arbitraries.of(true, false),
            minute,
            minute)
        .as(Opinion::new);
  }

  /** Halves of characters have no form in UTF-8. */
  private static String whole(String text) {
    return text.codePoints()
        .filter(point -> point < Character.MIN_SURROGATE || point > Character.MAX_SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
