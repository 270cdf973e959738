package dev.sluice.health;

import dev.sluice.model.TargetId;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The form of a {@link Word} between members: a byte with the version, a byte with the kind, then
 * its fields. Numbers are big-endian, strings have their length in two bytes before them. Pure.
 *
 * <p>A member reads only its own version: another one's words are left out, as if they were lost.
 */
final class WordCodec {
  /** Of this form; another form gets another number. */
  static final byte VERSION = 1;

  private static final byte FACTS = 0;
  private static final byte WHOLE = 1;
  private static final byte ASK = 2;
  private static final byte PROBED = 3;
  private static final byte LISTED = 4;

  private static final int DOWN = 4;
  private static final int STATE = 3;
  private static final int MOST = 0xffff;
  private static final Duration LONGEST_RESET = Duration.ofHours(1);

  private WordCodec() {}

  /** The word as bytes. Of more than 65,535 opinions or models the rest is left out. */
  static Buffer write(Word word) {
    Buffer to = Buffer.buffer().appendByte(VERSION);
    switch (word) {
      case Word.Opinions(boolean whole, List<Opinion> opinions) -> {
        int count = Math.min(MOST, opinions.size());
        to.appendByte(whole && count == opinions.size() ? WHOLE : FACTS).appendUnsignedShort(count);
        opinions.stream().limit(count).forEach(opinion -> write(opinion, to));
      }
      case Word.Ask _ -> to.appendByte(ASK);
      case Word.Probed(String key, int listing) -> {
        write(key, to.appendByte(PROBED));
        to.appendInt(listing);
      }
      case Word.Listed(String provider, Set<String> models) -> {
        write(provider, to.appendByte(LISTED));
        to.appendUnsignedShort(Math.min(MOST, models.size()));
        models.stream().limit(MOST).forEach(model -> write(model, to));
      }
    }
    return to;
  }

  private static void write(Opinion opinion, Buffer to) {
    write(opinion.target().value(), to);
    to.appendByte((byte) (number(opinion.breaker()) | (opinion.down() ? DOWN : 0)));
    write(opinion.open(), to);
    write(opinion.cooling(), to);
    write(opinion.tried(), to);
    write(opinion.answered(), to);
  }

  private static int number(BreakerState state) {
    return switch (state) {
      case CLOSED -> 0;
      case OPEN -> 1;
      case HALF_OPEN -> 2;
    };
  }

  private static BreakerState state(int number) {
    return switch (number) {
      case 0 -> BreakerState.CLOSED;
      case 1 -> BreakerState.OPEN;
      case 2 -> BreakerState.HALF_OPEN;
      default -> throw new IllegalArgumentException("no such state");
    };
  }

  /** Rounded up, so that what has not ended is told. */
  private static void write(Duration left, Buffer to) {
    to.appendInt((int) Math.min(Integer.MAX_VALUE, left.plusNanos(999_999).toMillis()));
  }

  private static void write(String text, Buffer to) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > MOST) {
      throw new IllegalArgumentException("a name of " + bytes.length + " bytes");
    }
    to.appendUnsignedShort(bytes.length).appendBytes(bytes);
  }

  /** The word that the bytes are; null when they are none, or of another version. */
  static @Nullable Word read(Buffer from) {
    if (from.length() < 2 || from.getByte(0) != VERSION) {
      return null;
    }
    try {
      Reader reader = new Reader(from);
      Word word = reader.word();
      return reader.at == from.length() ? word : null;
    } catch (IndexOutOfBoundsException | IllegalArgumentException _) {
      return null;
    }
  }

  private static final class Reader {
    private final Buffer from;
    private int at = 2;

    Reader(Buffer from) {
      this.from = from;
    }

    @Nullable Word word() {
      return switch (from.getByte(1)) {
        case FACTS -> new Word.Opinions(false, opinions());
        case WHOLE -> new Word.Opinions(true, opinions());
        case ASK -> new Word.Ask();
        case PROBED -> new Word.Probed(string(), number());
        case LISTED -> new Word.Listed(string(), strings());
        default -> null;
      };
    }

    private List<Opinion> opinions() {
      int count = size();
      List<Opinion> opinions = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        opinions.add(opinion());
      }
      return opinions;
    }

    private Opinion opinion() {
      TargetId target = new TargetId(string());
      int flags = from.getByte(at++);
      return new Opinion(
          target,
          state(flags & STATE),
          left(LONGEST_RESET),
          left(Cooldown.LONGEST),
          (flags & DOWN) != 0,
          left(Hold.VOUCH),
          left(Hold.VOUCH));
    }

    /** Bounded, for a faulty member must not take a target away for days. */
    private Duration left(Duration longest) {
      Duration left = Duration.ofMillis(Math.max(0, number()));
      return left.compareTo(longest) > 0 ? longest : left;
    }

    private Set<String> strings() {
      int count = size();
      Set<String> strings = new HashSet<>();
      for (int i = 0; i < count; i++) {
        strings.add(string());
      }
      return strings;
    }

    private String string() {
      int length = size();
      String text = from.getString(at, at + length, "UTF-8");
      at += length;
      return text;
    }

    private int size() {
      int size = from.getUnsignedShort(at);
      at += 2;
      return size;
    }

    private int number() {
      int number = from.getInt(at);
      at += 4;
      return number;
    }
  }
}
