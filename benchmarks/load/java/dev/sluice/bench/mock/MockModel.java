package dev.sluice.bench.mock;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A behaviour of the mock, chosen by the name of the model that is asked for.
 *
 * <p>{@code mock-unary-<size>} answers at once with a body of about that many bytes; {@code
 * mock-sse-<pace>ms-<frames>} streams frames at a pace, {@code forever} when so asked. Knobs
 * follow, each after a dash: {@code ttft<ms>ms} delays the first content or the answer, {@code
 * chunk<bytes>} sizes a frame's content, {@code faults<permille>} fails that share in mixed ways,
 * and {@code limited}, {@code broken}, {@code reset}, {@code stall}, {@code cut} always do.
 *
 * @param name the model's name, which the answer repeats
 * @param streams whether it streams
 * @param size bytes of a whole answer's content
 * @param paceNanos time between two frames
 * @param frames content frames of a stream, {@link Integer#MAX_VALUE} for no end
 * @param ttftNanos time before the first content
 * @param chunk bytes of one frame's content
 * @param faults share of failing exchanges, in thousandths
 * @param fault how every exchange fails
 */
public record MockModel(
    String name,
    boolean streams,
    int size,
    long paceNanos,
    int frames,
    long ttftNanos,
    int chunk,
    int faults,
    Fault fault) {
  /** Least bytes of a frame's content: its number, its time and two dots. */
  public static final int LEAST_CHUNK = 29;

  private static final Pattern KNOB = Pattern.compile("([a-z]+)(\\d*)(ms)?");

  public MockModel {
    if (chunk < LEAST_CHUNK) {
      throw new IllegalArgumentException("chunk must be at least " + LEAST_CHUNK + ": " + name);
    }
  }

  /**
   * The behaviour behind a name.
   *
   * @throws IllegalArgumentException when the name says none
   */
  public static MockModel named(String name) {
    String[] words = name.toLowerCase(Locale.ROOT).split("-", -1);
    if (words.length < 3 || !words[0].equals("mock")) {
      throw unknown(name);
    }
    return switch (words[1]) {
      case "unary" -> {
        MockModel plain =
            new MockModel(name, false, size(words[2]), 0, 1, 0, LEAST_CHUNK, 0, Fault.NONE);
        yield plain.with(words, 3);
      }
      case "sse" -> {
        if (words.length < 4) {
          throw unknown(name);
        }
        int frames = words[3].equals("forever") ? Integer.MAX_VALUE : Integer.parseInt(words[3]);
        long pace = TimeUnit.MILLISECONDS.toNanos(Long.parseLong(words[2].replace("ms", "")));
        yield new MockModel(name, true, 0, pace, frames, 0, 48, 0, Fault.NONE).with(words, 4);
      }
      default -> throw unknown(name);
    };
  }

  /** Whether its streams have no end of their own. */
  public boolean forever() {
    return frames == Integer.MAX_VALUE;
  }

  private MockModel with(String[] words, int from) {
    MockModel model = this;
    for (int i = from; i < words.length; i++) {
      model = model.with(words[i]);
    }
    return model;
  }

  private MockModel with(String knob) {
    Matcher m = KNOB.matcher(knob);
    if (!m.matches()) {
      throw unknown(name);
    }
    int number = m.group(2).isEmpty() ? 0 : Integer.parseInt(m.group(2));
    return switch (m.group(1)) {
      case "ttft" -> changed(TimeUnit.MILLISECONDS.toNanos(number), chunk, faults, fault);
      case "chunk" -> changed(ttftNanos, number, faults, fault);
      case "faults" -> changed(ttftNanos, chunk, number, fault);
      case "limited", "broken", "reset", "stall", "cut" ->
          changed(ttftNanos, chunk, faults, Fault.valueOf(m.group(1).toUpperCase(Locale.ROOT)));
      default -> throw unknown(name);
    };
  }

  private MockModel changed(long ttft, int bytes, int share, Fault always) {
    return new MockModel(name, streams, size, paceNanos, frames, ttft, bytes, share, always);
  }

  private static int size(String word) {
    return word.endsWith("k")
        ? Integer.parseInt(word.substring(0, word.length() - 1)) * 1000
        : Integer.parseInt(word);
  }

  private static IllegalArgumentException unknown(String name) {
    return new IllegalArgumentException("no behaviour is named " + name);
  }
}
