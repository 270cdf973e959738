package dev.sluice.wire.sse;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.Keeps;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams, as bytes, and the data of the events in them. Empty data is no event here. */
final class EventVectorsTest {
  private static final int LIMIT = 1 << 20;

  /** A stream and what is to be read of it. */
  record Vector(String name, Buffer stream, List<String> data) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Vector> vectors() throws IOException {
    try (InputStream file = EventVectorsTest.class.getResourceAsStream("/wire/sse.json")) {
      JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(file));
      return StreamSupport.stream(all.spliterator(), false).map(EventVectorsTest::vector);
    }
  }

  private static Vector vector(JsonNode each) {
    List<String> data = new ArrayList<>();
    each.get("data").forEach(event -> data.add(event.asText()));
    byte[] bytes = Base64.getDecoder().decode(each.get("bytes").asText());
    return new Vector(each.get("name").asText(), Buffer.buffer(bytes), data);
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Keeps({"SSE-6", "SSE-7"})
  void isReadHoweverItIsCut(Vector vector) {
    byte[] bytes = vector.stream().getBytes();
    assertThat(read(bytes, bytes.length)).isEqualTo(vector.data());
    assertThat(read(bytes, 1)).isEqualTo(vector.data());
    for (int cut = 1; cut < bytes.length; cut++) {
      assertThat(read(bytes, cut)).as("cut at every %d", cut).isEqualTo(vector.data());
    }
  }

  private static List<String> read(byte[] bytes, int step) {
    EventReader reader = new EventReader(LIMIT);
    List<String> events = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += step) {
      byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + step));
      reader.feed(part, 0, part.length);
      while (reader.next()) {
        int length = reader.dataTo() - reader.dataFrom();
        events.add(new String(reader.array(), reader.dataFrom(), length, UTF_8));
      }
    }
    return events;
  }
}
