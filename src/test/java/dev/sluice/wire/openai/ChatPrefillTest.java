package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.Objects;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatPrefillTest {
  private static final String USER = "{\"role\":\"user\",\"content\":\"Hi\"}";

  private static @Nullable String turned(String body, String text, long sent) {
    Buffer made = ChatPrefill.of(Buffer.buffer(body), text, sent);
    return made == null ? null : made.toString();
  }

  @Test
  void addsTheTextAsTheLastMessageAndNothingElse() {
    assertThat(
            turned("{\"x\": 1, \"messages\" : [ " + USER + " ] ,\"model\":\"m\"}", "So \"far", 1))
        .isEqualTo(
            "{\"x\": 1, \"messages\" : [ "
                + USER
                + ",{\"role\":\"assistant\",\"content\":\"So \\\"far\"} ] ,\"model\":\"m\"}");
  }

  @Test
  void lowersTheBoundsOfTokens() {
    String body =
        "{\"max_tokens\":10,\"messages\":[%s],\"max_completion_tokens\":3}".formatted(USER);
    assertThat(turned(body, "a", 4))
        .startsWith("{\"max_tokens\":6,")
        .endsWith("\"max_completion_tokens\":1}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"response_format\":{\"type\":\"json_object\"}",
        "\"response_format\":{\"json_schema\":{},\"type\":\"json_schema\"}",
        "\"guided_regex\":\"a+\"",
        "\"grammar\":\"root ::= x\""
      })
  void refusesARequestThatBindsTheForm(String form) {
    String body = "{\"messages\":[%s],%s,\"max_tokens\":10}".formatted(USER, form);
    assertThat(turned(body, "a", 1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"response_format\":{\"type\":\"text\"}",
        "\"response_format\":null",
        "\"guided_json\":null"
      })
  void takesAFormThatBindsNothing(String form) {
    assertThat(turned("{\"messages\":[%s],%s}".formatted(USER, form), "a", 1)).endsWith(form + "}");
  }

  @Test
  void refusesARequestThatEndsWithTheAssistant() {
    String body = "{\"messages\":[%s,{\"content\":\"I\",\"role\":\"assistant\"}]}".formatted(USER);
    assertThat(turned(body, "a", 1)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \n", "half \ud83d"})
  void refusesATextThatNobodyCouldGoOnWith(String text) {
    assertThat(turned("{\"messages\":[%s]}".formatted(USER), text, 1)).isNull();
  }

  @Property(tries = 200)
  void isAlwaysAValidRequest(@ForAll @NotBlank @StringLength(max = 50) String text) {
    String whole = text + ".";
    Buffer body =
        Buffer.buffer("{\"model\":\"m\",\"stream\":true,\"messages\":[%s]}".formatted(USER));
    Buffer made = Objects.requireNonNull(ChatPrefill.of(body, whole, 1));

    assertThat(ChatEnvelope.scan(made).model()).isEqualTo("m");
  }
}
