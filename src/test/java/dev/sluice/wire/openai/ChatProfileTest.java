package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Demand;
import dev.sluice.model.Feature;
import dev.sluice.model.Quality;
import dev.sluice.model.Task;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ChatProfileTest {
  private static final String HELLO = "{\"role\":\"user\",\"content\":\"hello\"}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"tools\":[{\"type\":\"function\"}] | TOOLS",
        "\"functions\":[{}] | TOOLS",
        "\"response_format\":{\"type\":\"json_schema\",\"json_schema\":{}} | JSON_SCHEMA",
        "\"response_format\":{\"json_schema\":{\"type\":\"x\"},\"type\":\"json_schema\"} | JSON_SCHEMA",
        "\"reasoning_effort\":\"low\" | REASONING",
        "\"modalities\":[\"text\",\"audio\"] | AUDIO",
      })
  void aFieldShowsWhatIsNeeded(String field, Feature needed) {
    assertThat(scan(HELLO, field).features()).containsExactly(needed);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:image/png;base64,AAAA\"}} | VISION",
        "{\"type\":\"input_image\",\"image_url\":\"https://x\"} | VISION",
        "{\"type\":\"input_image\",\"file_id\":\"f\"} | VISION",
        "{\"type\":\"input_audio\",\"input_audio\":{\"data\":\"AAAA\",\"format\":\"wav\"}} | AUDIO",
      })
  void aPartShowsWhatIsNeeded(String part, Feature needed) {
    String parts = "[{\"type\":\"text\",\"text\":\"look\"}," + part + "]";
    String message = "{\"role\":\"user\",\"content\":" + parts + "}";
    assertThat(scan(HELLO + "," + message, "").features()).containsExactly(needed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[]",
        "\"tools\":null",
        "\"response_format\":{\"type\":\"json_object\"}",
        "\"response_format\":{\"type\":\"text\"}",
        "\"reasoning_effort\":null",
        "\"reasoning_effort\":\"none\"",
        "\"modalities\":[\"text\"]",
      })
  void whatIsNotAskedForIsNotNeeded(String field) {
    assertThat(scan(HELLO, field).features()).isEmpty();
  }

  @Test
  void everythingTogetherIsNeededTogether() {
    assertThat(
            scan(
                    HELLO,
                    "\"tools\":[{}],\"reasoning_effort\":\"high\",\"modalities\":[\"audio\"],"
                        + "\"response_format\":{\"type\":\"json_schema\"}")
                .features())
        .containsExactlyInAnyOrder(
            Feature.TOOLS, Feature.REASONING, Feature.AUDIO, Feature.JSON_SCHEMA);
  }

  @Test
  void goingOnWithAnAnswerNeedsNothing() {
    String prefill = HELLO + ",{\"role\":\"assistant\",\"content\":\"The answer is\"}";
    assertThat(scan(prefill, "").features()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"tools\":[1,null]",
        "\"response_format\":7",
        "\"response_format\":{\"type\":null,\"x\":[{}]}",
        "\"reasoning_effort\":{\"deep\":[]}",
        "\"modalities\":\"audio\"",
        "\"modalities\":[[],{},null]",
        "\"prompt_cache_key\":[]",
        "\"prompt_cache_key\":\"\"",
        "\"metadata\":[1]",
        "\"metadata\":{\"task\":7,\"quality\":null}",
        "\"metadata\":{\"task\":\"cooking\",\"quality\":\"superb\"}",
        "\"metadata\":{},\"metadata\":null",
      })
  void nothingOfItIsEverAFault(String field) {
    ChatProfile profile = scan(HELLO, field);
    assertThat(profile.task()).isNull();
    assertThat(profile.quality()).isNull();
    assertThat(profile.cacheKey()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1",
        "null",
        "\"hello\"",
        "[[]]",
        "{}",
        "{\"role\":7,\"content\":7}",
        "{\"role\":\"user\",\"content\":[1,null,\"x\",[],{\"type\":[],\"image_url\":null}]}",
        "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":null}",
      })
  void noMessageIsAFault(String message) {
    assertThat(scan(message, "").features()).isEmpty();
  }

  @Test
  void taskAndQualityStandInTheMetadata() {
    ChatProfile profile =
        scan(HELLO, "\"metadata\":{\"a\":{},\"task\":\"code_generation\",\"quality\":\"high\"}");
    assertThat(profile.task()).isEqualTo(Task.CODE_GENERATION);
    assertThat(profile.quality()).isEqualTo(Quality.HIGH);
  }

  @Test
  void anImageIsNotMeasuredByItsBytes() {
    String image =
        "{\"role\":\"user\",\"content\":[{\"type\":\"image_url\",\"image_url\":{\"url\":\"data:"
            + "A".repeat(1_000_000)
            + "\"}}]}";
    assertThat(scan(image, "").promptTokens()).isBetween(100, 2_000);
  }

  @Test
  void toolsAreMeasured() {
    String tools = "\"tools\":[{\"description\":\"" + "word ".repeat(400) + "\"}]";
    assertThat(scan(HELLO, tools).promptTokens() - scan(HELLO, "").promptTokens())
        .isBetween(450, 550);
  }

  @Test
  void anEscapedCharacterCountsLikeItself() {
    int plain = scan(user("汉字漢字".repeat(100)), "").promptTokens();
    int escaped = scan(user("\\u6c49\\u5b57\\u6f22\\u5b57".repeat(100)), "").promptTokens();
    assertThat(plain).isBetween(400, 410);
    assertThat(escaped).isEqualTo(plain);
  }

  @Test
  void theConversationIsKnownByItsCacheKeyFirst() {
    String keyed = "{\"model\":\"m\",\"prompt_cache_key\":\"k\",\"messages\":[" + HELLO + "]}";
    String plain = "{\"model\":\"m\",\"messages\":[" + HELLO + "]}";

    assertThat(conversation(keyed, "mine")).isEqualTo(conversation(keyed, null));
    assertThat(conversation(plain, "mine"))
        .isNotEqualTo(conversation(plain, null))
        .isNotEqualTo(conversation(plain, "yours"));
    assertThat(conversation(plain, null)).isNotZero();
  }

  @Test
  void differentUsersAskingTheSameHoldDifferentConversations() {
    assertThat(scan(HELLO, "\"user\":\"a\"").opening())
        .isNotEqualTo(scan(HELLO, "\"user\":\"b\"").opening())
        .isNotEqualTo(scan(HELLO, "").opening());
  }

  @Test
  void withoutAMessageOfAUserThereIsNoConversation() {
    assertThat(scan("{\"role\":\"system\",\"content\":\"be kind\"}", "\"user\":\"a\"").opening())
        .isZero();
  }

  @Test
  void theDemandTakesTheBoundOfTheAnswer() {
    Demand demand = envelope("{\"model\":\"m\",\"max_tokens\":7,\"messages\":[1]}").demand(null);
    Demand none = envelope("{\"model\":\"m\",\"messages\":[1]}").demand(null);
    Demand vast =
        envelope("{\"model\":\"m\",\"max_tokens\":99999999999,\"messages\":[1]}").demand(null);
    assertThat(demand.maxTokens()).isEqualTo(7);
    assertThat(none.maxTokens()).isZero();
    assertThat(vast.maxTokens()).isEqualTo(Integer.MAX_VALUE);
  }

  private static String user(String content) {
    return "{\"role\":\"user\",\"content\":\"" + content + "\"}";
  }

  private static long conversation(String body, @Nullable String key) {
    return envelope(body).demand(key).conversation();
  }

  private static ChatProfile scan(String messages, String field) {
    String further = field.isEmpty() ? "" : "," + field;
    return envelope("{\"model\":\"m\",\"messages\":[" + messages + "]" + further + "}").profile();
  }

  private static ChatEnvelope envelope(String body) {
    return ChatEnvelope.scan(Buffer.buffer(body));
  }
}
