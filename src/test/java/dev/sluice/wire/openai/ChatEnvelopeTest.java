package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatEnvelopeTest {
  private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";

  @Test
  void readsWhatIsDecidedOn() {
    ChatEnvelope envelope =
        scan(
            "{\"model\":\"fast\","
                + MESSAGES
                + ",\"stream\":true,\"stream_options\":{\"x\":[1],\"include_usage\":true},"
                + "\"n\":3,\"max_tokens\":7,\"max_completion_tokens\":9,"
                + "\"tools\":[{}],\"user\":\"u-1\"}");
    assertThat(envelope.model()).isEqualTo("fast");
    assertThat(envelope.stream()).isTrue();
    assertThat(envelope.includeUsage()).isTrue();
    assertThat(envelope.choices()).isEqualTo(3);
    assertThat(envelope.maxTokens()).isEqualTo(9);
    assertThat(envelope.tools()).isTrue();
    assertThat(envelope.user()).isEqualTo("u-1");
  }

  @Test
  void hasDefaultsForWhatIsAbsent() {
    ChatEnvelope envelope = scan("{\"model\":\"m\"," + MESSAGES + "}");
    assertThat(envelope)
        .isEqualTo(
            new ChatEnvelope(
                "m", 9, 12, false, false, -1, -1, -1, 1, false, null, envelope.profile()));
  }

  @Test
  void takesNullForAbsent() {
    ChatEnvelope envelope =
        scan(
            "{\"model\":\"m\","
                + MESSAGES
                + ",\"stream\":null,\"n\":null,\"max_tokens\":null,\"max_completion_tokens\":null,"
                + "\"tools\":null,\"functions\":null,\"user\":null,"
                + "\"stream_options\":{\"include_usage\":null}}");
    assertThat(envelope.stream()).isFalse();
    assertThat(envelope.includeUsage()).isFalse();
    assertThat(envelope.maxTokens()).isEqualTo(-1);
    assertThat(envelope.choices()).isEqualTo(1);
    assertThat(envelope.tools()).isFalse();
    assertThat(envelope.user()).isNull();
  }

  @Test
  void understandsEscapedNames() {
    ChatEnvelope envelope =
        scan(
            "{\"\\u006dodel\":\"\\u0061/b\\/\\u00e9\",\"message\\u0073\":[1],\"s\\u0074ream\":true}");
    assertThat(envelope.model()).isEqualTo("a/b/é");
    assertThat(envelope.stream()).isTrue();
  }

  @Test
  void findsThePlaceOfTheModelInASlice() {
    String body = "{\"model\" : \"m\"," + MESSAGES + "}";
    Buffer slice = Buffer.buffer("....." + body).slice(5, 5 + body.length());
    ChatEnvelope envelope = ChatEnvelope.scan(slice);
    assertThat(slice.getString(envelope.modelFrom(), envelope.modelTo())).isEqualTo("\"m\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"seed\":9007199254740993",
        "\"temperature\":1e-7",
        "\"new_field\":{\"deep\":[[{}]]}",
        "\"x\":\"\\ud800\"",
        "\"x\":1e99999",
        "\"messages2\":1,\"models\":2,\"mode\":3,\"modem\":4",
        "\"x\":1,\"x\":2",
        "\"tool_choice\":\"auto\",\"stream_option\":true",
      })
  void on6_neverFailsOnFieldsThatAreNotDecidedOn(String field) {
    assertThat(scan("{" + field + ",\"model\":\"m\"," + MESSAGES + "," + field + "}").model())
        .isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{M}|model|missing_required_parameter",
        "{\"model\":null,M}|model|missing_required_parameter",
        "{\"model\":\"\",M}|model|invalid_value",
        "{\"model\":\" \",M}|model|invalid_value",
        "{\"model\":7,M}|model|invalid_type",
        "{\"model\":[\"m\"],M}|model|invalid_type",
        "{\"model\":\"m\"}|messages|missing_required_parameter",
        "{\"model\":\"m\",\"messages\":null}|messages|missing_required_parameter",
        "{\"model\":\"m\",\"messages\":[ ]}|messages|missing_required_parameter",
        "{\"model\":\"m\",\"messages\":\"hi\"}|messages|invalid_type",
        "{\"model\":\"m\",M,\"stream\":\"true\"}|stream|invalid_type",
        "{\"model\":\"m\",M,\"stream\":1}|stream|invalid_type",
        "{\"model\":\"m\",M,\"stream_options\":true}|stream_options|invalid_type",
        "{\"model\":\"m\",M,\"stream_options\":{\"include_usage\":1}}|include_usage|invalid_type",
        "{\"model\":\"m\",M,\"n\":0}|n|invalid_value",
        "{\"model\":\"m\",M,\"n\":-1}|n|invalid_value",
        "{\"model\":\"m\",M,\"n\":129}|n|invalid_value",
        "{\"model\":\"m\",M,\"n\":1.0}|n|invalid_type",
        "{\"model\":\"m\",M,\"n\":\"1\"}|n|invalid_type",
        "{\"model\":\"m\",M,\"max_tokens\":1.5}|max_tokens|invalid_type",
        "{\"model\":\"m\",M,\"max_tokens\":0}|max_tokens|invalid_value",
        "{\"model\":\"m\",M,\"max_completion_tokens\":-5}|max_completion_tokens|invalid_value",
        "{\"model\":\"m\",M,\"max_tokens\":99999999999999999999}|max_tokens|invalid_type",
        "{\"model\":\"m\",M,\"tools\":{}}|tools|invalid_type",
        "{\"model\":\"m\",M,\"user\":1}|user|invalid_type",
        "{\"model\":\"m\",M,\"model\":\"x\"}|model|duplicate_parameter",
        "{\"model\":\"m\",M,\"\\u006dodel\":\"x\"}|model|duplicate_parameter",
        "{\"model\":\"m\",M,M}|messages|duplicate_parameter",
        "{\"model\":\"m\",M,\"stream\":true,\"stream\":null}|stream|duplicate_parameter",
        "{\"model\":\"m\",M,\"n\":1,\"n\":1}|n|duplicate_parameter",
      })
  void namesTheFieldAtFault(String body, String param, String code) {
    Failure.BadRequest failure = refused(body.replace("M", MESSAGES));
    assertThat(failure.param()).isEqualTo(param);
    assertThat(failure.code()).isEqualTo(code);
    assertThat(failure.message()).contains("'" + param + "'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "{", "nope", "{\"model\":\"m\",}", "{} {}", "{\"a\":\"\u0001\"}"})
  void on7_refusesWhatIsNotJson(String body) {
    Failure.BadRequest failure = refused(body);
    assertThat(failure.param()).isNull();
    assertThat(failure.code()).isEqualTo("invalid_json");
  }

  @Test
  void on7_refusesAFaultBehindEverythingDecidedOn() {
    assertThat(refused("{\"model\":\"m\"," + MESSAGES + ",\"z\":[1,}").code())
        .isEqualTo("invalid_json");
  }

  @Test
  void on7_tellsLineAndColumn() {
    assertThat(refused("{\n  \"model\": oops\n}").message()).contains("line 2, column 12");
    assertThat(refused("{\"model\":").message()).contains("ends too early");
  }

  @Test
  void on7_refusesTenThousandLevels() {
    assertThat(refused("{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}").code())
        .isEqualTo("invalid_json");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"model\""})
  void refusesWhatIsNoObject(String body) {
    assertThat(refused(body).code()).isEqualTo("invalid_type");
  }

  private static Failure.BadRequest refused(String body) {
    FailureException thrown =
        assertThatExceptionOfType(FailureException.class).isThrownBy(() -> take(body)).actual();
    return (Failure.BadRequest) thrown.failure();
  }

  private static void take(String body) {
    assertThat(scan(body)).isNotNull();
  }

  private static ChatEnvelope scan(String body) {
    return ChatEnvelope.scan(Buffer.buffer(body));
  }
}
