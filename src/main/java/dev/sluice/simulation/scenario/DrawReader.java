package dev.sluice.simulation.scenario;

import dev.sluice.config.load.Keys;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** Reads what chance decides. */
final class DrawReader {
  private DrawReader() {}

  /** Seconds; null after a problem was told. */
  static @Nullable Draw seconds(Keys keys, String key) {
    return read(keys, key, each -> each.duration("median", Duration.ZERO).toMillis() / 1000.0);
  }

  /** A number; null after a problem was told. */
  static @Nullable Draw number(Keys keys, String key) {
    return read(keys, key, each -> each.number("median", 0));
  }

  private static @Nullable Draw read(Keys keys, String key, ToDoubleFunction<Keys> median) {
    if (!keys.given(key)) {
      keys.problem(key, "must be given, such as {median: …, sigma: 0.4}");
      return null;
    }
    Keys draw = keys.section(key);
    Draw.Tail tail = draw.given("tail") ? tail(draw.section("tail"), median) : null;
    double middle = median.applyAsDouble(draw);
    double sigma = draw.number("sigma", 0);
    return draw.build(() -> new Draw(middle, sigma, tail));
  }

  private static Draw.@Nullable Tail tail(Keys tail, ToDoubleFunction<Keys> median) {
    double share = tail.number("share", 0);
    double middle = median.applyAsDouble(tail);
    double sigma = tail.number("sigma", 0);
    return tail.build(() -> new Draw.Tail(share, middle, sigma));
  }
}
