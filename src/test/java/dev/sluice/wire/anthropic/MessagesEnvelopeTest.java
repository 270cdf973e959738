package dev.sluice.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Feature;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessagesEnvelopeTest {
  private static final String FULL =
      """
      {"model":"claude","max_tokens":64,"stream":true,"system":[{"type":"text","text":"Be brief.",\
      "cache_control":{"type":"ephemeral"}}],"metadata":{"user_id":"u-1"},\
      "messages":[{"role":"user","content":[{"type":"text","text":"What is this?"},\
      {"type":"image","source":{"type":"base64","media_type":"image/png","data":"AAAA"}}]}],\
      "tools":[{"name":"now","input_schema":{"type":"object"}}],\
      "thinking":{"type":"enabled","budget_tokens":2048},\
      "output_config":{"format":{"type":"json_schema","schema":{}}}}\
      """;

  private static ChatEnvelope scan(String body) {
    return MessagesEnvelope.scan(Buffer.buffer(body), false);
  }

  private static String ask(String more) {
    return "{\"model\":\"m\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]"
        + more
        + "}";
  }

  @Test
  void takesWhatIsDecidedOn() {
    ChatEnvelope envelope = scan(FULL);
    assertThat(envelope.model()).isEqualTo("claude");
    assertThat(FULL.substring(envelope.modelFrom(), envelope.modelTo())).isEqualTo("\"claude\"");
    assertThat(envelope.stream()).isTrue();
    assertThat(envelope.maxTokens()).isEqualTo(64);
    assertThat(envelope.tools()).isTrue();
    assertThat(envelope.user()).isEqualTo("u-1");
    assertThat(envelope.profile().features())
        .containsExactlyInAnyOrder(
            Feature.TOOLS, Feature.VISION, Feature.REASONING, Feature.JSON_SCHEMA);
    assertThat(envelope.demand(null).conversation()).isNotZero();
  }

  @Test
  void aPlainRequestNeedsNothing() {
    ChatEnvelope envelope = scan(ask(",\"thinking\":{\"type\":\"disabled\"},\"tools\":[]"));
    assertThat(envelope.profile().features()).isEmpty();
    assertThat(envelope.tools()).isFalse();
    assertThat(envelope.stream()).isFalse();
  }

  @Test
  void aConversationKeepsItsKeyWhileItGrows() {
    long key = scan(FULL).profile().opening();
    String grown =
        FULL.replace(
                "\"AAAA\"}}]}]",
                "\"AAAA\"}}]},{\"role\":\"assistant\",\"content\":\"A cat.\"},"
                    + "{\"role\":\"user\",\"content\":\"Sure?\"}]")
            .replace(",\"cache_control\":{\"type\":\"ephemeral\"}", "");
    assertThat(scan(grown).profile().opening()).isEqualTo(key);
    assertThat(scan(FULL.replace("u-1", "u-2")).profile().opening()).isNotEqualTo(key);
    assertThat(scan(FULL.replace("this?", "that?")).profile().opening()).isNotEqualTo(key);
  }

  @Test
  void tokensAreThoseOfTheTextAndNotOfTheBytes() {
    int small = scan(FULL).profile().promptTokens();
    String large = FULL.replace("AAAA", "AAAA".repeat(100_000));
    assertThat(scan(large).profile().promptTokens()).isEqualTo(small);
    assertThat(small).isBetween(500, 700);
    String words = ask(",\"system\":\"" + "four".repeat(1000) + "\"");
    assertThat(scan(words).profile().promptTokens()).isBetween(1000, 1050);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[]|body",
        "{'max_tokens':1,'messages':[{}]}|model",
        "{'model':7,'max_tokens':1,'messages':[{}]}|model",
        "{'model':' ','max_tokens':1,'messages':[{}]}|model",
        "{'model':'m','model':'n','max_tokens':1,'messages':[{}]}|model",
        "{'model':'m','max_tokens':1}|messages",
        "{'model':'m','max_tokens':1,'messages':[]}|messages",
        "{'model':'m','max_tokens':1,'messages':{}}|messages",
        "{'model':'m','messages':[{}]}|max_tokens",
        "{'model':'m','max_tokens':-1,'messages':[{}]}|max_tokens",
        "{'model':'m','max_tokens':1.5,'messages':[{}]}|max_tokens",
        "{'model':'m','max_tokens':1,'messages':[{}],'stream':1}|stream",
        "{'model':'m','max_tokens':1,'messages':[{}]|",
        "|",
      })
  void namesTheFieldThatIsAtFault(String body, String field) {
    String json = body == null ? "" : body.replace('\'', '"');
    assertThatThrownBy(() -> scan(json))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(((Failure.BadRequest) e.failure()).param()).isEqualTo(field));
  }

  @Test
  void aCountNeedsNoBound() {
    Buffer body = Buffer.buffer("{\"model\":\"m\",\"messages\":[{\"role\":\"user\"}]}");
    assertThat(MessagesEnvelope.scan(body, true).maxTokens()).isEqualTo(-1);
  }

  /** What is damaged is refused or understood, and nothing else happens. */
  @Property(tries = 500)
  void damageIsARefusal(@ForAll @IntRange(max = 600) int at, @ForAll byte with) {
    byte[] bytes =
        Arrays.copyOf(FULL.getBytes(java.nio.charset.StandardCharsets.UTF_8), FULL.length());
    bytes[at % bytes.length] = with;
    try {
      assertThat(MessagesEnvelope.scan(Buffer.buffer(bytes), false).model()).isNotBlank();
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class);
    }
  }
}
