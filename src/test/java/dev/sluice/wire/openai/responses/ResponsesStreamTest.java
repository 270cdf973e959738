package dev.sluice.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.model.Failure;
import dev.sluice.model.Usage;
import dev.sluice.wire.openai.ErrorBody;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's response stream on its way to a client of the same dialect. */
final class ResponsesStreamTest {
  private static final String USAGE =
      "{\"input_tokens\":5,\"input_tokens_details\":{\"cached_tokens\":3},\"output_tokens\":2,"
          + "\"output_tokens_details\":{\"reasoning_tokens\":1},\"total_tokens\":7}";
  private static final String CREATED = announced("response.created", 0);
  private static final String IN_PROGRESS = announced("response.in_progress", 1);
  private static final String ADDED =
      event(
          "response.output_item.added",
          2,
          ",\"output_index\":0,\"item\":{\"type\":\"message\",\"id\":\"msg_1\"}");
  private static final String DELTA =
      event("response.output_text.delta", 3, ",\"delta\":\"Grüße \\u2028 1e-7\"");
  private static final String COMPLETED =
      event("response.completed", 4, ",\"response\":" + response("completed", "null", USAGE));
  private static final String WHOLE = CREATED + IN_PROGRESS + ADDED + DELTA + COMPLETED;

  private static String response(String status, String error, String usage) {
    return ("{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"%s\",\"error\":%s,"
            + "\"model\":\"gpt-5-2025\",\"output\":[],\"usage\":%s}")
        .formatted(status, error, usage);
  }

  private static String announced(String type, int number) {
    return event(type, number, ",\"response\":" + response("in_progress", "null", "null"));
  }

  private static String event(String type, int number, String rest) {
    return "event: %s\ndata: {\"type\":\"%s\",\"sequence_number\":%d%s}\n\n"
        .formatted(type, type, number, rest);
  }

  private static ResponsesStream stream(@Nullable String publicModel) {
    return new ResponsesStream(
        new ResponsesStream.Options(
            publicModel,
            1 << 16,
            "resp_none",
            9,
            why -> new ErrorBody(why.message(), "server_error", "upstream_cut", null)));
  }

  private static String fed(ResponsesStream stream, String in) {
    return stream.feed(Buffer.buffer(in)).toString() + stream.end();
  }

  @Test
  void passesUntouchedWhatNeedNotBeRenamed() {
    ResponsesStream stream = stream(null);
    assertThat(fed(stream, WHOLE)).isEqualTo(WHOLE);
    assertThat(stream.finished()).isTrue();
    assertThat(stream.usage()).isEqualTo(new Usage(5, 3, 0, 2, 1));
    assertThat(stream.pieces()).isEqualTo(1);
  }

  @Test
  void givesAReadOutAsItCame() {
    ResponsesStream stream = stream("fast");
    var _ = stream.feed(Buffer.buffer(CREATED + IN_PROGRESS + ADDED));
    Buffer read = Buffer.buffer(DELTA);
    assertThat(stream.feed(read)).isSameAs(read);
  }

  @Test
  void namesTheModelAsTheClientKnowsIt() {
    assertThat(fed(stream("fast"), WHOLE)).isEqualTo(WHOLE.replace("\"gpt-5-2025\"", "\"fast\""));
  }

  @Test
  void doesNotDependOnHowItsBytesWereCut() {
    String in = WHOLE.replace("event: response.output_text.delta\n", "");
    String whole = fed(stream("fast"), in);
    byte[] bytes = in.getBytes(StandardCharsets.UTF_8);
    for (int cut = 1; cut < bytes.length; cut++) {
      ResponsesStream stream = stream("fast");
      String made =
          stream.feed(Buffer.buffer().appendBytes(bytes, 0, cut)).toString()
              + stream.feed(Buffer.buffer().appendBytes(bytes, cut, bytes.length - cut))
              + stream.end();
      assertThat(made).as("cut at %d", cut).isEqualTo(whole);
    }
  }

  @Test
  @Keeps("RS-1")
  void namesAndNumbersEventsThatAreNot() {
    String in = WHOLE.replaceAll("event: .*\n", "").replaceAll("\"sequence_number\":[0-9],", "");
    assertThat(fed(stream(null), in))
        .isEqualTo(
            WHOLE
                .replaceAll("(\"type\":\"response[^,]*),(\"sequence_number\":[0-9])", "$1")
                .transform(ResponsesStreamTest::numberedFirst));
  }

  private static String numberedFirst(String events) {
    StringBuilder made = new StringBuilder();
    int number = 0;
    for (String event : events.strip().split("\n\n", -1)) {
      made.append(event.replace("data: {", "data: {\"sequence_number\":" + number + ","))
          .append("\n\n");
      number++;
    }
    return made.toString();
  }

  @Test
  @Keeps("RS-1")
  void beginsWithItsResponse() {
    ResponsesStream stream = stream(null);
    assertThat(fed(stream, ADDED + DELTA + COMPLETED)).isEmpty();
    assertThat(stream.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  @Keeps("RS-3")
  void aStreamWithoutATerminalEventIsCut() {
    ResponsesStream stream = stream(null);
    String told = CREATED + IN_PROGRESS + ADDED + DELTA;
    assertThat(fed(stream, told)).isEqualTo(told);
    assertThat(stream.failure()).isInstanceOf(Failure.Cut.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"completed", "incomplete"})
  @Keeps("RS-3")
  void endsWithItsTerminalEventWhateverFollows(String status) {
    String last =
        event("response." + status, 3, ",\"response\":" + response(status, "null", USAGE));
    ResponsesStream stream = stream(null);
    String whole = CREATED + IN_PROGRESS + ADDED + last;
    assertThat(fed(stream, whole + "data: [DONE]\n\n" + DELTA)).isEqualTo(whole);
    assertThat(stream.finished()).isTrue();
  }

  @Test
  @Keeps("RS-4")
  void whatFailsBeforeAnythingHappensMayBeTriedElsewhere() {
    ResponsesStream stream = stream(null);
    String error =
        "event: error\ndata: {\"type\":\"error\",\"sequence_number\":2,\"error\":{\"type\":"
            + "\"insufficient_quota\",\"code\":\"insufficient_quota\",\"message\":\"Spent.\"}}\n\n";
    assertThat(fed(stream, CREATED + IN_PROGRESS + error)).isEmpty();
    assertThat(stream.failure()).isEqualTo(new Failure.Throttled("Spent.", null, true));
  }

  @Test
  @Keeps("RS-4")
  void aFailedResponseIsAFailure() {
    ResponsesStream stream = stream(null);
    String failed =
        event(
            "response.failed",
            1,
            ",\"response\":"
                + response("failed", "{\"code\":\"invalid_image\",\"message\":\"Bad.\"}", "null"));
    assertThat(fed(stream, CREATED + failed)).isEmpty();
    assertThat(stream.failure()).isInstanceOf(Failure.Rejected.class);
  }

  @Test
  @Keeps("RS-4")
  void aBrokenStreamGoesOnWithAnErrorAndTheFailedResponse() {
    ResponsesStream stream = stream("fast");
    var _ = fed(stream, CREATED + IN_PROGRESS + ADDED + DELTA);
    String last = stream.lastWords(new Failure.Cut("It was cut.")).toString();
    assertThat(last)
        .isEqualTo(
            "event: error\ndata: {\"type\":\"error\",\"sequence_number\":4,\"error\":{\"type\":"
                + "\"server_error\",\"code\":\"upstream_cut\",\"message\":\"It was cut.\","
                + "\"param\":null}}\n\n"
                + "event: response.failed\ndata: {\"type\":\"response.failed\","
                + "\"sequence_number\":5,\"response\":{\"id\":\"resp_1\",\"object\":\"response\","
                + "\"status\":\"failed\",\"error\":{\"code\":\"upstream_cut\",\"message\":"
                + "\"It was cut.\"},\"model\":\"fast\",\"output\":[],\"usage\":null}}\n\n");
  }

  @Test
  @Keeps("RS-4")
  void aStreamOfWhichNothingWasToldBeginsFirst() {
    String last = stream("fast").lastWords(new Failure.Silent("Silent.")).toString();
    assertThat(last)
        .startsWith(
            "event: response.created\ndata: {\"type\":\"response.created\","
                + "\"sequence_number\":0,\"response\":{\"id\":\"resp_none\"")
        .containsSubsequence("event: error", "event: response.failed", "\"sequence_number\":2")
        .endsWith("}\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data: nonsense\n\n",
        "data: [1]\n\n",
        "data: {\"delta\":\"x\"}\n\n",
        "data: {\n\n"
      })
  void whatIsNoEventIsGarbled(String event) {
    ResponsesStream stream = stream(null);
    var _ = stream.feed(Buffer.buffer(CREATED + event));
    assertThat(stream.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void anEventThatNeverEndsIsNotKept() {
    ResponsesStream stream = stream(null);
    var _ = stream.feed(Buffer.buffer("data: " + "x".repeat(1 << 17)));
    assertThat(stream.failure()).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void linesMayEndAsTheyLike() {
    String in = WHOLE.replace("\n", "\r\n");
    assertThat(fed(stream(null), in)).isEqualTo(WHOLE);
  }
}
