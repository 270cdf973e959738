package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Streams of pictures, speech and transcripts. */
final class EventPassTest {
  private static final String EVENTS =
      "event: image_generation.partial_image\n"
          + "data: {\"type\":\"image_generation.partial_image\",\"b64_json\":\"AAAA\"}\n\n"
          + "data: {\"type\":\"image_generation.completed\",\"usage\":{\"input_tokens\":2,"
          + "\"output_tokens\":3}}\n\n"
          + "event: image_generation.completed\r\n"
          + "data: {\"type\":\"image_generation.completed\"}\r\n\r\n";

  private static String pass(EventPass pass, String events, int step) {
    Buffer out = Buffer.buffer();
    byte[] all = events.getBytes(StandardCharsets.UTF_8);
    for (int from = 0; from < all.length; from += step) {
      int to = Math.min(all.length, from + step);
      out.appendBuffer(pass.feed(Buffer.buffer(Arrays.copyOfRange(all, from, to))));
    }
    return out.appendBuffer(pass.end()).toString();
  }

  @Property(tries = 100)
  void eventsPassAsTheyAreHoweverTheyAreCut(@ForAll @IntRange(min = 1, max = 300) int step) {
    EventPass pass = new EventPass(1000);

    assertThat(pass(pass, EVENTS, step)).isEqualTo(EVENTS);
    assertThat(pass.finished()).isTrue();
    assertThat(pass.failure()).isNull();
    assertThat(pass.usage()).isEqualTo(Usage.of(2, 3));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "data: {\"type\":\"speech.audio.delta\"}|cut",
        "data: no JSON|garbled",
        "data: [1]|garbled",
        "data: {\"type\":\"error\",\"error\":{\"message\":\"m\",\"type\":\"server_error\"}}"
            + "|unavailable",
        "event: error:data: {\"error\":{\"message\":\"m\",\"type\":\"server_error\"}}|unavailable",
      })
  void whatIsNoWholeStreamFails(String event, String kind) {
    EventPass pass = new EventPass(1000);
    String sent = pass(pass, event.replace("error:data", "error\ndata") + "\n\n", 4096);

    assertThat(pass.failure()).isNotNull().extracting(Failure::kind).isEqualTo(kind);
    assertThat(sent.isEmpty()).isEqualTo(!kind.equals("cut"));
  }

  @Test
  void anEventIsBounded() {
    EventPass pass = new EventPass(10);
    String sent = pass(pass, EVENTS, 1);

    assertThat(sent).isEmpty();
    assertThat(pass.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void theUsualLastEventEndsItToo() {
    EventPass pass = new EventPass(1000);

    assertThat(pass.feed(Buffer.buffer("data: [DONE]\n\n")).toString())
        .isEqualTo("data: [DONE]\n\n");
    assertThat(pass.finished()).isTrue();
  }
}
