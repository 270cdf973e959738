package dev.sluice.wire.openai.responses.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamWriter;
import dev.sluice.wire.json.JsonOut;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

/** What clients are told of a stream, beyond what golden files show. */
final class ResponsesStreamWriterTest {
  private static final StreamEvent START = new StreamEvent.Start("id", "m", 1, null);

  private static StreamWriter writer() {
    Buffer body = Buffer.buffer("{\"model\":\"m\",\"input\":\"Hello\",\"stream\":true}");
    Shown shown = new Shown("m", false, true, "7f3a", 1, 0);
    return new ResponsesClient().read(body, shown, new Dropped(true)).stream();
  }

  private static String written(StreamWriter writer, StreamEvent... events) {
    JsonOut out = new JsonOut();
    for (StreamEvent event : events) {
      writer.write(event, out);
    }
    return out.toBuffer().toString();
  }

  @Test
  void anAnswerWithoutEndIsNotKeptWithoutBound() {
    StreamWriter writer = writer();
    var _ = written(writer, START);
    StreamEvent much = new StreamEvent.TextDelta(0, "x".repeat(1 << 20));
    String last = "";
    for (int i = 0; i < 33; i++) {
      last = written(writer, much);
    }
    assertThat(last).startsWith("event: error\n").contains("event: response.failed\n");
    assertThat(written(writer, much, new StreamEvent.Done())).isEmpty();
  }

  @Test
  void nothingFollowsTheLastEvent() {
    StreamWriter writer = writer();
    assertThat(
            written(
                writer,
                START,
                new StreamEvent.Finished(0, Finish.END, null),
                new StreamEvent.Done()))
        .contains("event: response.completed\n");
    assertThat(
            written(
                writer,
                new StreamEvent.TextDelta(0, "x"),
                new StreamEvent.Broken(new Failure.Cut("It was cut."))))
        .isEmpty();
  }

  @Test
  void whatFailsBeforeItBeganBeginsFirst() {
    assertThat(written(writer(), new StreamEvent.Broken(new Failure.Cut("It was cut."))))
        .startsWith("event: response.created\n")
        .containsSubsequence("event: error\n", "event: response.failed\n");
  }
}
