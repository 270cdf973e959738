package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers of the provider that comes with the gateway are called as their clients expect. */
final class AnswerIdsTest {
  private static final Pattern ID = Pattern.compile("\"id\": ?\"([a-z]+[_-])[^\"]+\"");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/chat/completions|false|\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]|chatcmpl-",
        "/v1/chat/completions|true|\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]|chatcmpl-",
        "/v1/messages|false|\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]|msg_",
        "/v1/messages|true|\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]|msg_",
        "/v1/responses|false|\"input\":\"a\"|resp_",
        "/v1/responses|true|\"input\":\"a\"|resp_",
      })
  void anAnswersIdIsOfTheClientsDialect(
      String path, boolean stream, String fields, String beginning) {
    String asked = "{\"model\":\"chat\",\"stream\":" + stream + "," + fields + "}";
    try (RunningGateway gateway = new RunningGateway(Settings.simulated());
        RawClient client = gateway.client()) {
      Answer answer =
          client
              .send(RawClient.request("POST", path, asked, "anthropic-version: 2023-06-01"))
              .answer();
      assertThat(answer.status()).as(answer.body()).isEqualTo(200);
      Matcher first = ID.matcher(answer.body());
      assertThat(first.find()).isTrue();
      assertThat(first.group(1)).isEqualTo(beginning);
      assertThat(path.endsWith("completions") || !answer.body().contains("chatcmpl-")).isTrue();
    }
  }
}
