package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static dev.sluice.e2e.Scripts.DONE;
import static dev.sluice.e2e.Scripts.FINISH;
import static dev.sluice.e2e.Scripts.HELLO;
import static dev.sluice.e2e.Scripts.ROLE;
import static dev.sluice.e2e.Scripts.USAGE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told of the tokens that its stream took. */
final class StreamedUsageTest {
  private static final String COUNTS =
      ",\"usage\":{\"prompt_tokens\":5,\"completion_tokens\":2,\"total_tokens\":7}}";
  private static final String UNASKED =
      STREAM.replace("\"stream_options\":{\"include_usage\":true},", "");
  private static final String DECLINED = STREAM.replace("usage\":true", "usage\":false");

  /** A stream with counts where its provider likes to put them. */
  record Counted(String name, List<String> data) {
    private Counted(String name, String... data) {
      this(name, List.of(data));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static String with(String chunk) {
    return chunk.replaceAll("}$", COUNTS);
  }

  static Stream<Counted> counted() {
    return Stream.of(
        new Counted("alone at the end", ROLE, HELLO, FINISH, USAGE, DONE),
        new Counted("beside the end", ROLE, HELLO, with(FINISH), DONE),
        new Counted("beside the end and alone", ROLE, HELLO, with(FINISH), USAGE, DONE),
        new Counted("everywhere", with(ROLE), with(HELLO), with(FINISH), DONE),
        new Counted("alone before the end", ROLE, HELLO, USAGE, FINISH, DONE),
        new Counted("alone and twice", ROLE, HELLO, FINISH, USAGE, USAGE, DONE),
        new Counted("alone without choices", ROLE, HELLO, FINISH, bare(), DONE),
        new Counted("alone without a terminal event", ROLE, HELLO, FINISH, USAGE));
  }

  private static String bare() {
    return USAGE.replace("\"choices\":[],", "");
  }

  private static void toldOnce(Answer answer) {
    List<JsonNode> chunks = ChatStreamRules.kept(answer, 1);

    assertThat(chunks).filteredOn(chunk -> chunk.hasNonNull("usage")).hasSize(1);
    JsonNode last = chunks.getLast();
    assertThat(last.get("choices")).isEmpty();
    assertThat(last.at("/usage/prompt_tokens").asInt()).isEqualTo(5);
    assertThat(last.at("/usage/total_tokens").asInt()).isPositive();
    assertThat(chunks.get(chunks.size() - 2).at("/choices/0/finish_reason").isTextual()).isTrue();
  }

  private static void notTold(Answer answer) {
    assertThat(ChatStreamRules.kept(answer, 1))
        .noneMatch(chunk -> chunk.hasNonNull("usage"))
        .noneMatch(chunk -> chunk.get("choices").isEmpty());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @Keeps("OC-6")
  void counted(Counted stream) {
    try (ScriptedProvider only =
            new ScriptedProvider(Scripts.streams(stream.data().toArray(String[]::new)));
        RunningGateway gateway = RunningGateway.before(only)) {
      toldOnce(gateway.chat(STREAM));
      notTold(gateway.chat(UNASKED));
      notTold(gateway.chat(DECLINED));
      assertThat(only.requests())
          .extracting(ScriptedProvider.Seen::body)
          .allMatch(body -> body.contains("\"include_usage\":true"));
    }
  }

  @ParameterizedTest
  @EnumSource
  @Keeps("OC-6")
  void everyDialectsCountsAreTold(Speaker speaker) {
    try (ScriptedProvider only = new ScriptedProvider(speaker.text());
        RunningGateway gateway = new RunningGateway(speaker.behind(only))) {
      toldOnce(gateway.chat(STREAM));
      notTold(gateway.chat(UNASKED));
    }
  }

  @Test
  @Keeps("OC-7")
  void whatTheProviderDidNotTellIsNotTold() {
    Script whole = Scripts.answers(200, Scripts.ANSWER.replaceAll(",\"usage\".*", "}"));
    Script stream = Scripts.streams(ROLE, HELLO, FINISH, DONE);
    try (ScriptedProvider only = new ScriptedProvider(stream);
        RunningGateway gateway = RunningGateway.before(only)) {
      notTold(gateway.chat(STREAM));
      only.script(whole);
      assertThat(Answer.json(gateway.chat(WHOLE).body()).has("usage")).isFalse();
    }
  }

  @Test
  @Keeps("OC-7")
  void norWhatAnotherDialectsProviderDidNotTell() {
    String silent = GeminiTargetTest.ANSWER.replace("," + GeminiTargetTest.USAGE, "");
    try (ScriptedProvider only = new ScriptedProvider(Scripts.streams(silent));
        RunningGateway gateway = new RunningGateway(Speaker.GEMINI.behind(only))) {
      notTold(gateway.chat(STREAM));
      only.script(Scripts.answers(200, silent));
      assertThat(Answer.json(gateway.chat(WHOLE).body()).has("usage")).isFalse();
    }
  }

  @Test
  @Keeps("SSE-10")
  void whatWasUsedUntilTheClientLeftIsOnTheBooks() {
    Script counts = Scripts.streams(_ -> {}, ROLE, with(HELLO));
    try (ScriptedProvider only = new ScriptedProvider(counts);
        RunningGateway gateway = RunningGateway.before(only)) {
      try (RawClient client = gateway.client()) {
        client.chat(STREAM).head();
        client.until(HELLO + "\n\n");
      }
      await()
          .atMost(Duration.ofSeconds(1))
          .pollInterval(Duration.ofMillis(5))
          .untilAsserted(() -> assertThat(only.open()).isEmpty());
      gateway.awaitRest();

      assertThat(gateway.meters("sluice_tokens"))
          .containsEntry("sluice_tokens_total{direction=\"in\",target=\"first/chat\"}", 5.0)
          .containsEntry("sluice_tokens_total{direction=\"out\",target=\"first/chat\"}", 2.0);
    }
  }
}
