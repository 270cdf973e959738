package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Feature;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is decided on of a request in the Responses dialect. */
final class ResponsesEnvelopeTest {
  private static ChatEnvelope scan(String body) {
    return ResponsesEnvelope.scan(Buffer.buffer(body));
  }

  @Test
  void readsWhatRoutingDecidesOn() {
    String body =
        "{\"input\":[{\"role\":\"user\",\"content\":[{\"type\":\"input_text\",\"text\":\"See\"},"
            + "{\"type\":\"input_image\",\"image_url\":\"https://example.com/a.png\"}]}],"
            + "\"model\":\"fast\",\"stream\":true,\"max_output_tokens\":50,\"user\":\"u\","
            + "\"tools\":[{\"type\":\"function\",\"name\":\"f\"}],"
            + "\"reasoning\":{\"effort\":\"low\"},"
            + "\"text\":{\"format\":{\"type\":\"json_schema\",\"name\":\"n\"}}}";
    ChatEnvelope read = scan(body);
    assertThat(read.model()).isEqualTo("fast");
    assertThat(body.substring(read.modelFrom(), read.modelTo())).isEqualTo("\"fast\"");
    assertThat(read.stream()).isTrue();
    assertThat(read.maxTokens()).isEqualTo(50);
    assertThat(read.user()).isEqualTo("u");
    assertThat(read.profile().features())
        .containsExactlyInAnyOrder(
            Feature.VISION, Feature.TOOLS, Feature.REASONING, Feature.JSON_SCHEMA);
  }

  @Test
  void namesTheFirstToolThatOtherApisLack() {
    ChatProfile read =
        scan("{\"model\":\"m\",\"input\":\"x\",\"tools\":[{\"name\":\"f\",\"type\":\"function\"},"
                + "{\"type\":\"web_s\\u0065arch\"},{\"type\":\"mcp\",\"server_label\":\"s\"}]}")
            .profile();
    assertThat(read.tool()).isEqualTo("web_search");
    assertThat(read.features()).containsExactlyInAnyOrder(Feature.TOOLS, Feature.RESPONSES_TOOLS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]",
        "[{}]",
        "[1, null, []]",
        "[{\"type\":\"function\",\"name\":\"type\"}]",
        "[ { \"type\" : \"function\" , \"parameters\" : { \"type\" : \"object\" } } ]",
        "[{\"type\":7}]",
      })
  void functionsAreToolsOfEveryApi(String tools) {
    ChatProfile read = scan("{\"model\":\"m\",\"input\":\"x\",\"tools\":" + tools + "}").profile();
    ChatProfile chat =
        ChatEnvelope.scan(
                Buffer.buffer(
                    "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}],\"tools\":"
                        + tools
                        + "}"))
            .profile();
    assertThat(read.tool()).isNull();
    assertThat(read.features()).isEqualTo(chat.features());
    assertThat(read.promptTokens()).isEqualTo(chat.promptTokens());
  }

  @Test
  void aTextIsAPromptLikeItems() {
    ChatEnvelope read = scan("{\"model\":\"fast\",\"input\":\"" + "word ".repeat(100) + "\"}");
    assertThat(read.profile().promptTokens()).isBetween(100, 160);
    assertThat(read.profile().opening()).isNotZero();
    assertThat(read.stream()).isFalse();
  }

  @Test
  void imagesOfToolsAreNotMeasuredAsText() {
    String image = "data:image/png;base64," + "A".repeat(100_000);
    ChatEnvelope read =
        scan(
            "{\"model\":\"m\",\"input\":[{\"type\":\"function_call_output\",\"call_id\":\"c\","
                + "\"output\":[{\"type\":\"input_image\",\"image_url\":\"%s\"}]}]}"
                    .formatted(image));
    assertThat(read.profile().promptTokens()).isLessThan(1000);
    assertThat(read.profile().features()).containsExactly(Feature.VISION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"input\":\"x\"} | model",
        "{\"model\":\"m\"} | input",
        "{\"model\":\"m\",\"input\":[]} | input",
        "{\"model\":\"m\",\"input\":3} | input",
        "{\"model\":\"m\",\"input\":\"x\",\"stream\":1} | stream",
        "{\"model\":\"m\",\"input\":\"x\",\"max_output_tokens\":0} | max_output_tokens",
      })
  void namesTheFieldAtFault(String body, String field) {
    FailureException wrong = catchThrowableOfType(FailureException.class, () -> scan(body));
    assertThat(wrong.failure())
        .isInstanceOfSatisfying(
            Failure.BadRequest.class, bad -> assertThat(bad.param()).isEqualTo(field));
  }
}
