package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.STREAM;
import static dev.sluice.e2e.RunningGateway.WHOLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.Keeps;
import dev.sluice.e2e.ScriptedProvider.Script;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client is told of a model's thoughts. */
final class StreamedThoughtsTest {
  /** A provider that thinks "Hm." and greets. */
  record Thinker(String name, Function<ScriptedProvider, RunningGateway> before, Script script) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Thinker> thinkers() {
    return Stream.of(
        new Thinker("OpenAI", ProviderKind.OPENAI::gateway, ProviderKind.OPENAI.thinks()),
        new Thinker("Anthropic", ProviderKind.ANTHROPIC::gateway, ProviderKind.ANTHROPIC.thinks()),
        new Thinker("another name", ProviderKind.OPENAI::gateway, otherName()),
        new Thinker(
            "Gemini", provider -> new RunningGateway(Speaker.GEMINI.behind(provider)), gemini()));
  }

  private static Script otherName() {
    Script whole =
        Scripts.answers(
            200, Scripts.ANSWER.replace("\"content\"", "\"reasoning\":\"Hm.\",\"content\""));
    Script stream =
        Scripts.streams(
            Scripts.ROLE,
            Scripts.delta("{\"reasoning\":\"Hm.\"}"),
            Scripts.HELLO,
            Scripts.FINISH,
            Scripts.DONE);
    return (request, socket) ->
        (request.body().contains("\"stream\":true") ? stream : whole).play(request, socket);
  }

  private static Script gemini() {
    String thought = "{\"text\":\"Hm.\",\"thought\":true}";
    String both = "[" + thought + ",{\"text\":\"" + Speaker.TEXT + "\"}]";
    Script whole = Scripts.answers(200, GeminiTargetTest.chunk(both, "STOP"));
    Script stream =
        Scripts.streams(GeminiTargetTest.chunk("[" + thought + "]", null), GeminiTargetTest.ANSWER);
    return (request, socket) ->
        (request.head().contains(":stream") ? stream : whole).play(request, socket);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("thinkers")
  @Keeps("OC-18")
  void aThoughtIsToldBeforeTheContentAndApartFromIt(Thinker thinker) {
    try (ScriptedProvider only = new ScriptedProvider(thinker.script());
        RunningGateway gateway = thinker.before().apply(only)) {
      List<JsonNode> chunks = ChatStreamRules.kept(gateway.chat(STREAM), 1);

      assertThat(ChatStreamRules.content(chunks, 0)).isEqualTo(Speaker.TEXT);
      assertThat(told(chunks, "reasoning_content"))
          .singleElement()
          .satisfies(at -> assertThat(at).isLessThan(told(chunks, "content").getFirst()));
      assertThat(chunks)
          .extracting(chunk -> chunk.at("/choices/0/delta/reasoning_content").asText(""))
          .contains("Hm.");

      JsonNode message = Answer.json(gateway.chat(WHOLE).body()).at("/choices/0/message");
      assertThat(message.path("reasoning_content").asText()).isEqualTo("Hm.");
      assertThat(message.path("content").asText()).isEqualTo(Speaker.TEXT);
    }
  }

  /** Places of the chunks that say something under the name. */
  private static List<Integer> told(List<JsonNode> chunks, String name) {
    return IntStream.range(0, chunks.size())
        .filter(i -> !chunks.get(i).at("/choices/0/delta/" + name).asText("").isEmpty())
        .boxed()
        .toList();
  }
}
