package dev.sluice.wire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class EventReaderTest {
  private static final int LIMIT = 1 << 20;

  /**
   * Streams and the data of their events; {@code ~} is LF, {@code ^} is CR, {@code /} parts events.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = '>',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "data: a~~>a",
        "data:a~~>a",
        "data:  a~~> a",
        "data: a^^data: b^^>a/b",
        "data: a^~^~data: b^~^~>a/b",
        "data: a~^~data: b^~~data: c^^~>a/b/c",
        "data: a^^~data: b~^data: c~~>a/b/c",
        ": note~~data: a~~>a",
        ":~data: a~:note~~>a",
        "event: x~data: a~~>a",
        "data: a~event: x~id: 1~retry: 5~~>a",
        "data: a~unknown~dataset: b~~>a",
        "data : b~~data: a~~>a",
        " data: b~~data: a~~>a",
        "Data: b~~data: a~~>a",
        "~~~data: a~~~~data: b~~>a/b",
        "data: a:b: c~~>a:b: c",
        "data: a~data: b~~>a~b",
        "data: a~data~data:~data: b~~>a~~~b",
        "\uFEFFdata: a~~>a",
        "data: \uFEFFa~~>\uFEFFa",
        "data: é€😀\u2028\u0085~~>é€😀\u2028\u0085",
        "event: ping~~data: a~~>a",
        "data: a~~data: cut>a",
        "data: a~~data: cut~>a",
      })
  @Keeps("SSE-7")
  void readsEveryFormHoweverItIsCut(String stream, String expected) {
    byte[] bytes = bytes(stream);
    List<String> events = List.of(lines(expected).split("/"));
    assertThat(read(bytes, bytes.length)).isEqualTo(events);
    assertThat(read(bytes, 1)).isEqualTo(events);
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(readCut(bytes, cut)).as("cut at %d", cut).isEqualTo(events);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "event: x~~",
    ": note~~",
    "~~",
    "''",
    "id: 1~~retry: 2~~",
    "\uFEFF~~",
    "\uFEFF",
    "data~~data:~~data: ~~data:  ~data:~~",
    "event: x~data:~^^",
  })
  void sse3_passesOverEventsWithoutData(String stream) {
    assertThat(read(bytes(stream), 1)).isEmpty();
  }

  @Test
  void sse8_tellsTheUnterminatedEventAtTheEnd() {
    EventReader reader = new EventReader(LIMIT);
    byte[] bytes = bytes("data: a~data: b");
    reader.feed(bytes, 0, bytes.length);
    assertThat(reader.next()).isFalse();
    assertThat(reader.last()).isTrue();
    assertThat(data(reader)).isEqualTo("a\nb");
  }

  @Test
  void knowsTheEventNamedError() {
    EventReader reader = new EventReader(LIMIT);
    byte[] bytes = bytes("event: error~data: a~~data: b~~");
    reader.feed(bytes, 0, bytes.length);
    assertThat(reader.next()).isTrue();
    assertThat(reader.error()).isTrue();
    assertThat(reader.next()).isTrue();
    assertThat(reader.error()).isFalse();
  }

  @Test
  void refusesAnEventOverTheLimitHoweverItIsCut() {
    byte[] fits = bytes("data: 01234567~~");
    byte[] tooLong = bytes("data: 012345678~~");
    for (int cut = 1; cut < fits.length; cut++) {
      assertThat(isTooLong(fits, cut, fits.length)).isFalse();
      assertThat(isTooLong(tooLong, cut, fits.length)).isTrue();
    }
  }

  @Test
  @Keeps("SSE-7")
  void readsALineOfAMegabyteByteByByteInLinearTime() {
    String line = "x".repeat(LIMIT - 64);
    assertThat(read(bytes("data: " + line + "~~"), 1)).containsExactly(line);
  }

  private static boolean isTooLong(byte[] bytes, int cut, int limit) {
    EventReader reader = new EventReader(limit);
    List<String> events = new ArrayList<>();
    take(reader, Arrays.copyOfRange(bytes, 0, cut), events);
    take(reader, Arrays.copyOfRange(bytes, cut, bytes.length), events);
    return reader.tooLong();
  }

  private static List<String> read(byte[] bytes, int step) {
    EventReader reader = new EventReader(LIMIT);
    List<String> events = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += step) {
      byte[] read = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
      take(reader, read, events);
    }
    return events;
  }

  private static List<String> readCut(byte[] bytes, int cut) {
    EventReader reader = new EventReader(LIMIT);
    List<String> events = new ArrayList<>();
    take(reader, Arrays.copyOfRange(bytes, 0, cut), events);
    take(reader, Arrays.copyOfRange(bytes, cut, bytes.length), events);
    return events;
  }

  private static void take(EventReader reader, byte[] read, List<String> events) {
    reader.feed(read, 0, read.length);
    while (reader.next()) {
      events.add(data(reader));
    }
    Arrays.fill(read, (byte) '!');
  }

  private static String data(EventReader reader) {
    return new String(
        reader.array(), reader.dataFrom(), reader.dataTo() - reader.dataFrom(), UTF_8);
  }

  private static byte[] bytes(String text) {
    return lines(text).getBytes(UTF_8);
  }

  private static String lines(String text) {
    return text.replace('~', '\n').replace('^', '\r');
  }
}
