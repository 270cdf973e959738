package dev.sluice.e2e;

import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static dev.sluice.e2e.Scripts.content;
import static dev.sluice.e2e.Scripts.streams;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.e2e.ScriptedProvider.Script;
import dev.sluice.model.Capabilities;
import dev.sluice.model.Feature;
import dev.sluice.model.Traits;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Streams that go on with others, and what a client may take for granted of them. */
final class Rescues {
  static final String ONCE = content("Once upon");
  static final Traits PREFILL =
      new Traits(null, 0.5, 0, new Capabilities(0, 0, Set.of(Feature.PREFILL, Feature.TOOLS)));

  private Rescues() {}

  static Settings on() {
    return new Settings()
        .policy("rescue", true)
        .timeouts("betweenBytes", Duration.ofMillis(300), "firstByte", Duration.ofSeconds(3));
  }

  static String other(String frame) {
    return frame.replace("chatcmpl-1", "chatcmpl-2").replace("1700000000", "1800000000");
  }

  /** A good stream of another id. */
  static Script goesOn(String... texts) {
    Stream<String> said = Stream.of(texts).map(Scripts::content);
    return streams(
        Stream.of(Stream.of(ROLE), said, Stream.of(FINISH, USAGE))
            .flatMap(frames -> frames)
            .map(Rescues::other)
            .collect(Collectors.collectingAndThen(Collectors.toList(), Rescues::ended)));
  }

  private static String[] ended(List<String> frames) {
    return Stream.concat(frames.stream(), Stream.of(DONE)).toArray(String[]::new);
  }

  static String text(Answer answer) {
    return answer.data().stream()
        .filter(data -> !data.equals(DONE))
        .map(data -> Answer.json(data).at("/choices/0/delta/content").asText(""))
        .collect(Collectors.joining());
  }

  /** All that a client may take for granted of a stream that ended well. */
  static void assertWellFormed(Answer answer, String text) {
    List<String> data = answer.data();
    List<JsonNode> frames = data.subList(0, data.size() - 1).stream().map(Answer::json).toList();
    assertThat(answer.status()).isEqualTo(200);
    assertThat(data.getLast()).isEqualTo(DONE);
    assertThat(text(answer)).isEqualTo(text);
    assertThat(frames)
        .allSatisfy(frame -> {
          assertThat(frame.path("id").asText()).isEqualTo("chatcmpl-1");
          assertThat(frame.path("created").asLong()).isEqualTo(1_700_000_000);
          assertThat(frame.path("model").asText()).isEqualTo("chat");
          assertThat(frame.has("error")).isFalse();
        });
    assertThat(frames.stream().filter(frame -> frame.at("/choices/0/delta").has("role")))
        .hasSize(1);
    assertThat(frames.stream().filter(frame -> frame.at("/choices/0/finish_reason").isTextual()))
        .hasSize(1);
    assertThat(frames.stream().filter(frame -> frame.path("usage").isObject())).hasSize(1);
  }

  static void assertBroken(Answer answer, String code) {
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.data()).doesNotContain(DONE);
    assertThat(new Answer(0, answer.headers(), answer.data().getLast()).error("code"))
        .isEqualTo(code);
  }
}
