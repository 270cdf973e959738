package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.clean;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import io.vertx.core.buffer.Buffer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TranscriptTest {
  private static final String ROLE = chunk(choice("{\"role\":\"assistant\"}", "null"));

  private static Transcript of(String... events) {
    Transcript transcript = new Transcript();
    ChatStream stream = new ChatStream(UNWANTED, transcript, null);
    for (String event : events) {
      assertThat(stream.feed(Buffer.buffer(event))).isNotNull();
    }
    return transcript;
  }

  private static String word(String text) {
    return chunk(choice("{\"content\":\"" + text + "\"}", "null"));
  }

  @Test
  void doesNotChangeWhatPasses() {
    ChatStream stream = new ChatStream(UNWANTED, new Transcript(), null);
    Buffer read = Buffer.buffer(clean() + DONE);
    assertThat(stream.feed(read)).isSameAs(read);
  }

  @Test
  void joinsTheTextOfAllFrames() {
    Transcript transcript = of(ROLE, word("a\\n") + word("b") + word("\\ud83d"), word("\\ude00"));
    assertThat(transcript.text()).isEqualTo("a\nb😀");
    assertThat(transcript.pieces()).isEqualTo(4);
    assertThat(transcript.joinable()).isTrue();
  }

  @Test
  void holdsWhatWasPutRightToo() {
    String nameless = word("x").replace("\"object\":\"chat.completion.chunk\",", "");
    assertThat(of(nameless, nameless).text()).isEqualTo("xx");
  }

  @Test
  void nothingWasBegunWithoutAFrame() {
    assertThat(of().joinable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\"}}]}",
        "{\"function_call\":{\"name\":\"f\"}}",
        "{\"refusal\":\"no\"}",
        "{\"audio\":{\"id\":\"a\"}}",
        "{\"reasoning_details\":[{\"signature\":\"s\"}]}",
        "{\"content\":[{\"type\":\"thinking\"}]}",
        "{\"signature\":\"s\"}"
      })
  void endsWithWhatBelongsToOneAttempt(String delta) {
    assertThat(of(ROLE, word("a"), chunk(choice(delta, "null")), word("b")).joinable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"content\":null,\"refusal\":null,\"tool_calls\":null}",
        "{\"content\":\"a\",\"annotations\":[],\"refusal\":\"\"}",
        "{\"reasoning_content\":\"hm\"}",
        "{\"reasoning\":\"hm\",\"content\":\"\"}"
      })
  void goesOnWithWhatSaysNothingMore(String delta) {
    assertThat(of(ROLE, chunk(choice(delta, "null"))).joinable()).isTrue();
  }

  @Test
  void endsWithASecondChoiceAndWithLogProbabilities() {
    assertThat(of(ROLE, chunk(choice(1, "{\"role\":\"assistant\"}", "null"))).joinable()).isFalse();
    String told =
        choice("{\"content\":\"a\"}", "null")
            .replace("\"delta\"", "\"logprobs\":{\"content\":[]},\"delta\"");
    assertThat(of(ROLE, chunk(told)).joinable()).isFalse();
  }

  @Test
  void isBounded() {
    String much = word("x".repeat(Transcript.MAX_BYTES / 4));
    assertThat(of(ROLE, much, much, much, much).joinable()).isTrue();
    assertThat(of(ROLE, much, much, much, much, word("x")).joinable()).isFalse();
    assertThat(of(ROLE, much, much, much, much, word("x")).text()).isEmpty();
  }

  @Test
  void concludesAStreamThatOnlyLacksItsEnd() {
    ChatStream open = new ChatStream(UNWANTED);
    assertThat(open.feed(Buffer.buffer(ROLE))).isNotNull();
    assertThat(open.conclude()).isNull();
    ChatStream whole = new ChatStream(UNWANTED);
    assertThat(whole.feed(Buffer.buffer(clean()))).isNotNull();
    assertThat(whole.conclude()).hasToString(DONE);
    assertThat(whole.conclude()).isNull();
  }

  @Test
  void tellsTheUsageOfBothStreams() {
    Transcript transcript = of(ROLE, word("a"));
    UnaryOperator<Usage> more = last -> last.plus(new Usage(10, 4, 0, 1, 1));
    Seam seam = Seam.prefilled(transcript, "seam", more);
    ChatStream second = new ChatStream(WANTED, transcript, seam);
    String counted =
        chunk("", "{\"prompt_tokens\":12,\"completion_tokens\":3,\"total_tokens\":15}");
    String out = second.feed(Buffer.buffer(clean() + counted + DONE)).toString();

    assertThat(out)
        .containsOnlyOnce(
            "\"usage\":{\"prompt_tokens\":22,\"completion_tokens\":4,\"total_tokens\":26,"
                + "\"prompt_tokens_details\":{\"cached_tokens\":4},"
                + "\"completion_tokens_details\":{\"reasoning_tokens\":1}}");
    assertThat(second.usage()).isEqualTo(Usage.of(12, 3));
    assertThat(second.pieces()).isEqualTo(1);
  }
}
