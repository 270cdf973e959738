package dev.sluice.wire.golden;

import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.CacheHint;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.Tool;
import dev.sluice.wire.canonical.ToolChoice;
import dev.sluice.wire.json.Base64Text;
import dev.sluice.wire.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values drawn from a seed. */
final class Samples {
  private static final String LETTERS =
      "abcXYZ 019_-.,:;{}[]\"\\/\n\t\u0001\u007fé\u0600漢\u2028\ud83d\ude00";

  private final SplittableRandom random;

  Samples(long seed) {
    this.random = new SplittableRandom(seed);
  }

  boolean chance() {
    return random.nextBoolean();
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Text that is not blank, and holds no half of a pair. */
  String text() {
    StringBuilder text = new StringBuilder("t");
    int length = random.nextInt(12);
    for (int i = 0; i < length; i++) {
      int at = random.nextInt(LETTERS.codePointCount(0, LETTERS.length()));
      text.appendCodePoint(LETTERS.codePointAt(LETTERS.offsetByCodePoints(0, at)));
    }
    return text.append('t').toString();
  }

  String word() {
    return "w" + random.nextInt(1000);
  }

  <T> @Nullable T maybe(Supplier<T> made) {
    return random.nextBoolean() ? made.get() : null;
  }

  @SafeVarargs
  @SuppressWarnings("varargs") // They are only read.
  final <T> T one(T... of) {
    return of[random.nextInt(of.length)];
  }

  <T> List<T> some(int least, int most, Supplier<? extends T> made) {
    List<T> list = new ArrayList<>();
    int number = least + random.nextInt(most - least + 1);
    for (int i = 0; i < number; i++) {
      list.add(made.get());
    }
    return list;
  }

  Json object() {
    return Json.parse(
        one("{}", "{\"a\":1}", "{\"b\":[1,2.50,{\"c\":\"x y\"}],\"d\":null}", "{\"é\\n\":\"\"}"));
  }

  Json schema() {
    return Json.parse(
        one(
            "{\"type\":\"object\",\"properties\":{}}",
            "{\"type\":\"object\",\"properties\":{\"a b\":{\"type\":\"string\"}}}"));
  }

  Source.Inline inline(String type) {
    return new Source.Inline(type, Base64Text.of(one("", "QUJD", "QUI=", "+/+/")));
  }

  @Nullable CacheHint hint() {
    return one(null, null, null, CacheHint.SHORT, CacheHint.LONG);
  }

  Tool tool(boolean hints) {
    return new Tool(
        word(), maybe(this::text), schema(), maybe(this::chance), hints ? hint() : null);
  }

  ToolChoice choice() {
    return one(
        new ToolChoice.Auto(),
        new ToolChoice.None(),
        new ToolChoice.Required(),
        new ToolChoice.Named("now"));
  }

  Part.ToolCall call(int number) {
    return new Part.ToolCall("call_" + number, word(), object().text(), null);
  }

  Usage usage() {
    long read = random.nextInt(50);
    long written = random.nextInt(50);
    long thought = random.nextInt(50);
    return new Usage(
        read + written + random.nextInt(50), read, written, thought + random.nextInt(50), thought);
  }
}
