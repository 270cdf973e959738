package dev.sluice.wire.anthropic;

import static dev.sluice.wire.anthropic.MessagesEvents.DELTA;
import static dev.sluice.wire.anthropic.MessagesEvents.PING;
import static dev.sluice.wire.anthropic.MessagesEvents.START;
import static dev.sluice.wire.anthropic.MessagesEvents.STOP;
import static dev.sluice.wire.anthropic.MessagesEvents.close;
import static dev.sluice.wire.anthropic.MessagesEvents.event;
import static dev.sluice.wire.anthropic.MessagesEvents.open;
import static dev.sluice.wire.anthropic.MessagesEvents.says;
import static dev.sluice.wire.anthropic.MessagesEvents.text;
import static dev.sluice.wire.anthropic.MessagesEvents.through;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.anthropic.MessagesEvents.Made;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients of Messages can live with. */
final class MessagesStreamTest {
  private static final String WHOLE =
      START
          + PING
          + text(0)
          + says(0, "Grüße, 世界")
          + close(0)
          + open(1, "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"now\",\"input\":{}}")
          + event(
              "content_block_delta",
              ",\"index\":1,\"delta\":{\"type\":\"input_json_delta\",\"partial_json\":\"{}\"}")
          + close(1)
          + DELTA
          + STOP;

  @Test
  void aStreamThatIsAsItShouldBePassesUntouched() {
    Made made = through(WHOLE);
    assertThat(made.bytes()).isEqualTo(WHOLE);
    assertThat(made.finished()).isTrue();
  }

  @Test
  void aReadOfWholeEventsPassesAsTheBufferItIs() {
    MessagesStream stream = new MessagesStream(null, 1 << 16, 5);
    Buffer read = Buffer.buffer(START + text(0) + says(0, "a"));
    assertThat(stream.feed(read)).isSameAs(read);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 64})
  void aStreamIsTheSameHoweverItIsCut(int piece) {
    assertThat(through(WHOLE, piece, null).bytes()).isEqualTo(WHOLE);
    assertThat(through(WHOLE, piece, "chat")).isEqualTo(through(WHOLE, WHOLE.length() * 2, "chat"));
  }

  @Test
  void theModelGetsTheNameThatTheClientKnows() {
    assertThat(through(WHOLE, 1 << 20, "my \"chat\"").bytes())
        .isEqualTo(WHOLE.replace("\"up-1\"", "\"my \\\"chat\\\"\""));
  }

  @Test
  @Keeps("AN-3")
  void anEventWithoutItsNameGetsIt() {
    assertThat(through(WHOLE.replaceAll("event: [a-z_]+\n", "")).bytes()).isEqualTo(WHOLE);
    assertThat(through(WHOLE.replace("event: ping", "event: pong")).bytes()).isEqualTo(WHOLE);
    assertThat(through(WHOLE.replace("\n", "\r\n")).bytes()).isEqualTo(WHOLE);
    assertThat(through("data: [DONE]\n\n" + WHOLE).bytes()).isEqualTo(WHOLE);
  }

  @Test
  @Keeps("AN-3")
  void anEventInSeveralLinesBecomesOne() {
    String split = WHOLE.replace("\"delta\":{\"stop", "\ndata: \"delta\":{\"stop");
    assertThat(through(split).bytes())
        .isEqualTo(WHOLE.replace("\"delta\":{\"stop", " \"delta\":{\"stop"));
  }

  @Test
  @Keeps("AN-4")
  void indicesHaveNoGaps() {
    String gaps =
        WHOLE.replace("\"index\":1", "\"index\":12").replace("\"index\":0", "\"index\":7");
    assertThat(through(gaps).bytes()).isEqualTo(WHOLE);
  }

  @Test
  @Keeps("AN-4")
  void aBlockThatWasLeftOpenIsClosed() {
    assertThat(through(START + text(0) + says(0, "a") + text(1) + says(1, "b") + DELTA + STOP))
        .extracting(Made::bytes)
        .isEqualTo(
            START
                + text(0)
                + says(0, "a")
                + close(0)
                + text(1)
                + says(1, "b")
                + close(1)
                + DELTA
                + STOP);
    assertThat(through(START + close(0) + text(0) + close(0) + close(0) + DELTA + STOP).bytes())
        .isEqualTo(START + text(0) + close(0) + DELTA + STOP);
  }

  @Test
  @Keeps("AN-4")
  void thereIsOneStart() {
    assertThat(through(START + START + text(0) + close(0) + DELTA + STOP).bytes())
        .isEqualTo(START + text(0) + close(0) + DELTA + STOP);
    Made twice = through(START + text(0) + START.replace("msg_1", "msg_2"));
    assertThat(twice.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  @Keeps("AN-4")
  void whatIsOutOfOrderBreaksTheStream() {
    assertThat(through(text(0)).failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(through(DELTA).failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(through(START + says(0, "a")).failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(through(START + text(0) + says(1, "a")).failure())
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  @Keeps("AN-5")
  void countsAreThereEvenIfTheProviderTellsNone() {
    String mute = START.replace(",\"usage\":{\"input_tokens\":43,\"output_tokens\":1}", "");
    assertThat(through(mute + DELTA + STOP).bytes())
        .contains("\"message\":{\"usage\":{\"input_tokens\":5,\"output_tokens\":0},\"id\"");
    String partly = START.replace("\"input_tokens\":43,", "");
    assertThat(through(partly + DELTA + STOP).bytes())
        .contains("\"usage\":{\"input_tokens\":5,\"output_tokens\":1}");
    String silent = DELTA.replace(",\"usage\":{\"input_tokens\":61,\"output_tokens\":7}", "");
    assertThat(through(START + silent + STOP).bytes())
        .contains("data: {\"usage\":{\"output_tokens\":1},\"type\":\"message_delta\"");
    String empty = DELTA.replace("\"input_tokens\":61,\"output_tokens\":7", "");
    assertThat(through(START + empty + STOP).bytes()).contains("\"usage\":{\"output_tokens\":1}");
  }

  @Test
  void theLatestCountIsTheTrueOne() {
    assertThat(through(WHOLE).usage()).isEqualTo(new Usage(61, 0, 0, 7, 0));
  }

  @Test
  @Keeps("AN-5")
  void aFinishedStreamHasItsLastEvents() {
    assertThat(through(START + text(0) + DELTA).bytes())
        .isEqualTo(START + text(0) + close(0) + DELTA + STOP);
    assertThat(through(START + text(0) + close(0) + STOP).bytes())
        .startsWith(START + text(0) + close(0) + "event: message_delta\n")
        .contains("\"stop_reason\":\"end_turn\"", "\"output_tokens\":1")
        .endsWith(STOP);
  }

  @Test
  @Keeps("AN-5")
  void aStreamThatIsNotFinishedIsCut() {
    Made made = through(START + text(0) + says(0, "a"));
    assertThat(made.finished()).isFalse();
    assertThat(made.failure()).isInstanceOf(Failure.Cut.class);
    assertThat(made.bytes()).isEqualTo(START + text(0) + says(0, "a"));
    String torn = START + text(0) + says(0, "abc").substring(0, 60);
    assertThat(through(torn).failure()).isInstanceOf(Failure.Cut.class);
  }

  @Test
  @Keeps("AN-6")
  void newsOfTheDialectPass() {
    String news =
        START
            + open(0, "{\"type\":\"server_tool_use\",\"id\":\"s\",\"name\":\"x\",\"input\":{}}")
            + event("content_block_delta", ",\"index\":0,\"delta\":{\"type\":\"new_delta\"}")
            + close(0)
            + event("new_event", ",\"x\":[1],\"delta\":\"text\"")
            + DELTA
            + STOP;
    assertThat(through(news).bytes()).isEqualTo(news);
  }

  @Test
  @Keeps("AN-9")
  void anErrorEndsTheStreamAndIsNotPassed() {
    String error =
        "event: error\ndata: {\"type\":\"error\",\"error\":"
            + "{\"type\":\"overloaded_error\",\"message\":\"no\"}}\n\n";
    for (String told : new String[] {error, error.replace("event: error\n", "")}) {
      Made made = through(START + text(0) + told + says(0, "never"));
      assertThat(made.bytes()).isEqualTo(START + text(0));
      assertThat(made.failure()).isInstanceOf(Failure.Unavailable.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: {\n\n",
        "data: 7\n\n",
        "data: {}\n\n",
        "data: {\"type\":7}\n\n",
        "data: {\"type\":\"a\\nb\"}\n\n",
        "data: {\"type\":\"\"}\n\n"
      })
  void whatIsNoEventBreaksTheStream(String event) {
    assertThat(through(START + event).failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void anEventThatIsTooLongBreaksTheStream() {
    Made made = through(START + text(0) + says(0, "x".repeat(1 << 17)));
    assertThat(made.failure()).isInstanceOf(Failure.Garbled.class);
  }
}
