package dev.sluice.wire.openai.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.Keeps;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider's whole response on its way to a client of the same dialect. */
final class ResponsesAnswerTest {
  private static final String ANSWER =
      " {\"id\":\"resp_1\", \"error\":null,\"status\":\"completed\",\"model\":\"gpt-5-2025\","
          + "\"output\":[{\"type\":\"web_search_call\"}],\"seen\":1e-7,"
          + "\"usage\":{\"input_tokens\":5,\"output_tokens\":2}} ";

  private static Failure failure(String body) {
    return catchThrowableOfType(
            FailureException.class, () -> ResponsesAnswer.read(Buffer.buffer(body), null))
        .failure();
  }

  @Test
  void passesAsTheBytesItIs() {
    Buffer body = Buffer.buffer(ANSWER);
    ResponsesAnswer read = ResponsesAnswer.read(body, null);
    assertThat(read.body()).isSameAs(body);
    assertThat(read.usage()).isEqualTo(Usage.of(5, 2));
    assertThat(ResponsesAnswer.read(body, "gpt-5-2025").body()).isSameAs(body);
  }

  @Test
  void namesTheModelAsTheClientKnowsIt() {
    assertThat(ResponsesAnswer.read(Buffer.buffer(ANSWER), "fast \"1\"").body())
        .hasToString(ANSWER.replace("\"gpt-5-2025\"", "\"fast \\\"1\\\"\""));
  }

  @Test
  void aFailedResponseIsAFailure() {
    assertThat(
            failure(
                "{\"status\":\"failed\",\"output\":[],\"error\":{\"code\":\"rate_limit_exceeded\","
                    + "\"message\":\"Slower.\"}}"))
        .isEqualTo(new Failure.Throttled("Slower.", null, false));
  }

  @Test
  void anErrorIsAFailure() {
    assertThat(failure("{\"error\":{\"message\":\"No.\",\"type\":\"invalid_request_error\"}}"))
        .isEqualTo(new Failure.Rejected(400, "No.", "invalid_request_error", null, null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{\"output\":null}", "{\"output\":[]} x"})
  @Keeps("RS-5")
  void whatHasNoOutputIsNoResponse(String body) {
    assertThat(failure(body)).isInstanceOf(Failure.Garbled.class);
  }
}
