package dev.sluice.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MessagesAnswerTest {
  private static final String ANSWER =
      """
      {"id":"msg_1","type":"message","role":"assistant","model":"up-1",\
      "content":[{"type":"text","text":"a","model":"no"}],"stop_reason":"end_turn",\
      "usage":{"input_tokens":5,"cache_read_input_tokens":3,"output_tokens":2}}\
      """;

  @Test
  void anAnswerPassesAsTheBufferItIs() {
    Buffer body = Buffer.buffer(ANSWER);
    MessagesAnswer answer = MessagesAnswer.read(body, null);
    assertThat(answer.body()).isSameAs(body);
    assertThat(answer.usage()).isEqualTo(new Usage(8, 3, 0, 2, 0));
  }

  @Test
  void theModelGetsTheNameThatTheClientKnows() {
    Buffer slice = Buffer.buffer("xx" + ANSWER).slice(2, 2 + Buffer.buffer(ANSWER).length());
    assertThat(MessagesAnswer.read(slice, "chat").body().toString())
        .isEqualTo(ANSWER.replace("\"up-1\"", "\"chat\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"content\":{}}", "{\"content\":[]", "<html>"})
  void whatIsNoAnswerIsGarbled(String body) {
    assertThat(failure(body)).isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void anErrorWithinIsWhatItStandsFor() {
    assertThat(
            failure(
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"x\"}}"))
        .isInstanceOf(Failure.Throttled.class);
  }

  private static Failure failure(String body) {
    FailureException[] thrown = new FailureException[1];
    assertThatThrownBy(() -> MessagesAnswer.read(Buffer.buffer(body), null))
        .isInstanceOfSatisfying(FailureException.class, e -> thrown[0] = e);
    return thrown[0].failure();
  }
}
