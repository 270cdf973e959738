package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatAnswerTest {
  private static final String MESSAGE =
      "{\"role\":\"assistant\",\"content\":\"hi\",\"refusal\":null}";
  private static final String CLEAN = answer(choice(MESSAGE, "\"stop\""));

  private static String answer(String choice) {
    return "{\"id\":\"c1\",\"object\":\"chat.completion\",\"created\":5,\"model\":\"up\",\"choices\":["
        + choice
        + "],\"usage\":{\"prompt_tokens\":9,\"completion_tokens\":4,\"total_tokens\":13}}\n";
  }

  private static String choice(String message, String finish) {
    return "{\"index\":0,\"message\":"
        + message
        + ",\"logprobs\":null,\"finish_reason\":"
        + finish
        + "}";
  }

  private static String calls(String call) {
    return "{\"role\":\"assistant\",\"content\":null,\"refusal\":null,\"tool_calls\":["
        + call
        + "]}";
  }

  @Test
  void aCleanAnswerIsTheSameBuffer() {
    Buffer body = Buffer.buffer(CLEAN);
    ChatAnswer answer = ChatAnswer.read(body, null);
    assertThat(answer.body()).isSameAs(body);
    assertThat(answer.usage()).isEqualTo(Usage.of(9, 4));
    assertThat(ChatAnswer.read(body, "up").body()).isSameAs(body);
  }

  @Test
  void on8_showsThePublicModelAndTouchesNothingElse() {
    String precise = CLEAN.replace("\"created\"", "\"x\":1e-7,\"y\":9007199254740993,\"created\"");
    assertThat(read(precise, "fast")).isEqualTo(precise.replace("\"up\"", "\"fast\""));
  }

  @Test
  void on2_fillsIndexRoleAndContent() {
    assertThat(read(answer("{\"message\":{},\"finish_reason\":\"stop\"}"), null))
        .contains("\"index\":0")
        .contains("\"role\":\"assistant\"")
        .contains("\"content\":null")
        .contains("\"refusal\":null")
        .contains("\"logprobs\":null");
  }

  @Test
  void tellsNullWhereRefusalAndLogprobsAreMissing() {
    String message = MESSAGE.replace(",\"refusal\":null", " ");
    String bare = choice(message, "\"stop\"").replace("\"logprobs\":null,", "");
    String full = choice(message.replace(" }", " ,\"refusal\":null}"), "\"stop\"");
    String told = full.replace("\"logprobs\":null,", "").replaceAll("}$", ",\"logprobs\":null}");

    assertThat(read(answer(bare), null)).isEqualTo(answer(told));
    assertThat(read(answer(bare + "," + bare), "fast"))
        .isEqualTo(answer(told + "," + told).replace("\"up\"", "\"fast\""));
    String behind = "\"object\":\"chat.completion\",\"created\":5}\n";
    assertThat(read("{\"choices\":[" + bare + "],\"id\":\"c\",\"model\":\"up\"," + behind, "fast"))
        .isEqualTo("{\"choices\":[" + told + "],\"id\":\"c\",\"model\":\"fast\"," + behind);
  }

  @Test
  void on2_makesTextOfContentParts() {
    String parts = "{\"role\":\"assistant\",\"content\":[{\"text\":\"a\"},{\"text\":\"b\"}]}";
    assertThat(read(answer(choice(parts, "\"stop\"")), null)).contains("\"content\":\"ab\"");
  }

  @Test
  void fillsTheHead() {
    String bare = "{\"choices\":[" + choice(MESSAGE, "\"stop\"") + "]}";
    assertThat(read(bare, "fast"))
        .containsPattern("\"id\":\"chatcmpl-[0-9a-f-]{36}\"")
        .contains("\"object\":\"chat.completion\"")
        .contains("\"created\":0")
        .contains("\"model\":\"fast\"");
    assertThat(ChatAnswer.read(Buffer.buffer(bare), null).usage()).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {"``|{}", "{\"a\":1}|{\\\"a\\\":1}"})
  void on3_argumentsAreTextOfJson(String arguments, String told) {
    String said = arguments.isEmpty() ? "\"\"" : arguments;
    String call = "{\"id\":\"k\",\"function\":{\"name\":\"f\",\"arguments\":" + said + "}}";
    assertThat(read(answer(choice(calls(call), "\"stop\"")), null))
        .contains("\"arguments\":\"" + told + "\"")
        .contains("\"type\":\"function\"")
        .contains("\"finish_reason\":\"tool_calls\"");
  }

  @Test
  void on3_cleanCallsPassAsTheyAre() {
    String call =
        "{\"id\":\"k\",\"type\":\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}";
    Buffer body = Buffer.buffer(answer(choice(calls(call), "\"tool_calls\"")));
    assertThat(ChatAnswer.read(body, null).body()).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource({
    "null, stop",
    "'\"eos\"', stop",
    "'\"MAX_TOKENS\"', length",
    "'\"tool_use\"', tool_calls"
  })
  void oc20_speaksTheFiveOfficialWords(String said, String told) {
    assertThat(read(answer(choice(MESSAGE, said)), null))
        .contains("\"finish_reason\":\"" + told + "\"");
  }

  @Test
  void oc5_noErrorKeyOnASuccess() {
    assertThat(read(CLEAN.replace("{\"id\"", "{\"error\":null,\"id\""), null))
        .doesNotContain("error");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e2147483647", "-1e-2147483648", "1e99999999999", "0.1e-999999999"})
  void on7_absurdNumbersAreNoBug(String number) {
    String odd = "{\"created\":N,\"x\":N,\"choices\":[{\"index\":N,\"message\":{\"content\":N}}]}";
    try {
      assertThat(read(odd.replace("N", number), null)).contains("\"index\":0");
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.Garbled.class);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<html>502</html>",
        "[]",
        "null",
        "\"ok\"",
        "{}",
        "{\"id\":\"c1\",\"choices\":[]}",
        "{\"choices\":null}",
        "{\"choices\":[1]}",
        "{\"choices\":[{}]",
        "{\"choices\":[{}]} {}",
      })
  void whatIsNoAnswerIsGarbled(String body) {
    assertThat(refused(body)).isInstanceOf(Failure.Garbled.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"error\":{\"message\":\"m\",\"code\":429}}|throttled",
        "{\"error\":{\"message\":\"m\",\"type\":\"server_error\"},\"choices\":[]}|unavailable",
        "{\"object\":\"error\",\"message\":\"m\",\"code\":400}|rejected",
        "{\"error\":\"overloaded\"}|unavailable",
      })
  void anErrorUnderASuccessStatusIsAFailureOfItsKind(String body, String kind) {
    assertThat(refused(body).kind()).isEqualTo(kind);
  }

  private static Failure refused(String body) {
    return assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> assertThat(read(body, null)).isNull())
        .actual()
        .failure();
  }

  private static String read(String body, @Nullable String model) {
    return ChatAnswer.read(Buffer.buffer(body), model).body().toString();
  }
}
