package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.DONE;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.event;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Usage;
import dev.sluice.wire.openai.Wires.Result;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Streams in the forms that the known servers give them. */
final class ProviderStreamsTest {
  /** No finish reason but on the last chunk, reasoning beside the completion's tokens. */
  private static final String XAI =
      head("{\"index\":0,\"delta\":{\"reasoning_content\":\"First\",\"role\":\"assistant\"}}")
          + head("{\"index\":0,\"delta\":{\"content\":\"so\"}}")
          + head("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}")
          + counted(
              "",
              "{\"prompt_tokens\":307,\"completion_tokens\":26,\"total_tokens\":560,"
                  + "\"prompt_tokens_details\":{\"cached_tokens\":306},"
                  + "\"completion_tokens_details\":{\"reasoning_tokens\":227}}");

  /** Usage on the finish chunk, cache hits by a name of its own. */
  private static final String DEEPSEEK =
      head(
              "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"\"},\"finish_reason\":null}")
          + counted(
              "{\"index\":0,\"delta\":{\"content\":\"a\"},\"finish_reason\":\"length\"}",
              "{\"prompt_tokens\":13,\"completion_tokens\":400,\"total_tokens\":413,"
                  + "\"prompt_cache_hit_tokens\":8,\"prompt_cache_miss_tokens\":5}");

  /** Usage on the finish chunk; a second fragment repeats the type and has an empty name. */
  private static final String MISTRAL =
      head(
              "{\"index\":0,\"delta\":{\"tool_calls\":[{\"id\":\"t-1\",\"type\":\"function\","
                  + "\"function\":{\"name\":\"f\",\"arguments\":\"\"},\"index\":0}],\"index\":0,"
                  + "\"content\":\"\"},\"finish_reason\":null}")
          + head(
              "{\"index\":0,\"delta\":{\"tool_calls\":[{\"type\":\"function\",\"function\":"
                  + "{\"name\":\"\",\"arguments\":\"{}\"},\"index\":0}],\"content\":\"\"},"
                  + "\"finish_reason\":null}")
          + counted(
              "{\"index\":0,\"delta\":{\"content\":\"\"},\"finish_reason\":\"tool_calls\"}",
              "{\"prompt_tokens\":171,\"total_tokens\":185,\"completion_tokens\":14,"
                  + "\"prompt_tokens_details\":{\"cached_tokens\":128}}");

  /** Usage in a field of its own as well. */
  private static final String GROQ =
      head(
              "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"content\":\"a\"},\"finish_reason\":null}")
          + event(
              "{\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":5,\"model\":\"up\","
                  + "\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}],"
                  + "\"x_groq\":{\"id\":\"r\",\"usage\":{\"prompt_tokens\":45,"
                  + "\"completion_tokens\":7,\"total_tokens\":52}}}");

  private static String head(String choice) {
    return Wires.chunk(choice);
  }

  private static String counted(String choice, String usage) {
    return Wires.chunk(choice, usage);
  }

  record Told(String name, String stream, Usage usage, long total) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Told> providers() {
    return Stream.of(
        new Told("xai", XAI, new Usage(307, 306, 0, 253, 227), 560),
        new Told("deepseek", DEEPSEEK, new Usage(13, 8, 0, 400, 0), 413),
        new Told("mistral", MISTRAL, new Usage(171, 128, 0, 14, 0), 185),
        new Told("groq", GROQ, new Usage(45, 0, 0, 7, 0), 52));
  }

  @ParameterizedTest
  @MethodSource("providers")
  void theCountsTogetherAreTheTotal(Told told) {
    Result result = run(WANTED, told.stream + DONE);
    Usage usage = Objects.requireNonNull(result.stream().usage());

    assertThat(usage).isEqualTo(told.usage);
    assertThat(usage.inputTotal() + usage.outputTotal()).isEqualTo(told.total);
    assertThat(result.out()).endsWith(DONE);
  }

  @ParameterizedTest
  @MethodSource("providers")
  void oc6_usageOfAClientThatDidNotAskIsNotGivenOut(Told told) {
    assertThat(run(Wires.UNWANTED, told.stream + DONE).frames())
        .noneMatch(frame -> frame.contains("\"usage\":{\"prompt") && !frame.contains("x_groq"));
  }

  @Test
  void oc8_anIndexThatCountsBlocksIsCountedAnew() {
    String begin = head("{\"index\":0,\"delta\":{\"role\":\"assistant\"},\"finish_reason\":null}");
    String open =
        head(
            "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"id\":\"toolu\",\"type\":"
                + "\"function\",\"function\":{\"name\":\"read\",\"arguments\":\"\"}}]},"
                + "\"finish_reason\":null}");
    String more =
        head(
            "{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":1,\"function\":{\"arguments\":"
                + "\"{}\"}}]},\"finish_reason\":null}");
    String end = head("{\"index\":0,\"delta\":{},\"finish_reason\":\"tool_calls\"}");

    assertThat(run(WANTED, begin + open + more + end + DONE).frames().subList(1, 3))
        .allMatch(frame -> frame.contains("\"tool_calls\":[{\"index\":0,"));
  }

  @Test
  void oc10_aCallWithoutArgumentsIsOneOfEmptyText() {
    String call =
        head(
            "{\"index\":0,\"delta\":{\"role\":\"assistant\",\"tool_calls\":[{\"index\":0,"
                + "\"id\":\"a\",\"type\":\"function\",\"function\":{\"name\":\"f\"}}]},"
                + "\"finish_reason\":null}");
    String end = head("{\"index\":0,\"delta\":{},\"finish_reason\":\"stop\"}");

    assertThat(run(WANTED, call + end + DONE).frames().getFirst()).contains("\"arguments\":\"\"");
  }
}
