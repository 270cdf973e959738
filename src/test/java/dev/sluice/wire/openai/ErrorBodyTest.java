package dev.sluice.wire.openai;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ErrorBodyTest {
  @Test
  void writesTheFormThatClientsKnow() {
    Buffer body = ErrorBody.of("say \"hi\"\n", "server_error", "oops", null);
    assertThat(body.toString())
        .isEqualTo(
            "{\"error\":{\"message\":\"say \\\"hi\\\"\\u000a\",\"type\":\"server_error\","
                + "\"param\":null,\"code\":\"oops\"}}");
  }

  @Test
  void oc15_writesAnUnnamedEvent() {
    assertThat(ErrorBody.event("m", "t", null, "p").toString())
        .isEqualTo(
            "data: {\"error\":{\"message\":\"m\",\"type\":\"t\",\"param\":\"p\",\"code\":null}}\n\n");
  }

  @Test
  void readsWhatItWrites() {
    assertThat(ErrorBody.read(ErrorBody.of("m", "t", "c", "p")))
        .isEqualTo(new ErrorBody("m", "t", "c", "p"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      value = {
        "{'error':{'message':'m','type':'t','param':'p','code':'c'}}|m|t|c|p",
        "{'error':{'message':'m','code':400}}|m|-|400|-",
        "{'object':'error','message':'m','type':'t','param':null,'code':40303}|m|t|40303|-",
        "{'error':'m'}|m|-|-|-",
        "[{'error':{'message':'m','status':'INVALID_ARGUMENT','code':400}}]|m|INVALID_ARGUMENT|400|-",
        "{'detail':'m'}|m|-|-|-",
        "{'error':{'message':{'x':1}}}|-|-|-|-",
        "{'error':[]}|-|-|-|-",
        "{}|-|-|-|-",
        "[]|-|-|-|-",
        "<html><body>secret</body></html>|-|-|-|-",
        "{'error':{'message':'cut|-|-|-|-",
      })
  void readsTheFormsInUse(String body, String message, String type, String code, String param) {
    assertThat(ErrorBody.read(body.replace('\'', '"').getBytes(UTF_8)))
        .extracting(ErrorBody::message, ErrorBody::type, ErrorBody::code, ErrorBody::param)
        .containsExactly(message, type, code, param);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "{\"@type\":\"x/RetryInfo\",\"retryDelay\":\"31s\"}|31000",
        "{\"quotaId\":\"perMinute\"},{\"retryDelay\":\"34.4s\"}|34400",
        "{\"retryDelay\":31}|-",
        "{\"retryDelay\":\"soon\"}|-",
        "\"31s\"|-",
      })
  void readsHowLongToWaitFromTheDetails(String details, Long millis) {
    String body = "{\"error\":{\"code\":429,\"message\":\"m\",\"details\":[" + details + "]}}";
    Duration wait = ErrorBody.read(body.getBytes(UTF_8)).retryDelay();
    assertThat(wait == null ? null : (Long) wait.toMillis()).isEqualTo(millis);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "é", "😀"})
  void shortensLongMessagesBetweenCharacters(String piece) {
    String message = "a" + piece.repeat(2_000);
    String written =
        new JsonObject(ErrorBody.of(message, "t", null, null))
            .getJsonObject("error")
            .getString("message");
    assertThat(written).hasSizeBetween(ErrorBody.MAX_CHARS - 1, ErrorBody.MAX_CHARS).endsWith("…");
    assertThat(written.substring(0, written.length() - 1)).isSubstringOf(message);
  }

  @Test
  void readsNothingFromAnAbsurdlyLongBody() {
    Buffer body = Buffer.buffer("{\"error\":\"" + "x".repeat(2 << 20) + "\"}");
    assertThat(ErrorBody.read(body).message()).isNull();
  }
}
