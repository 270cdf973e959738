package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.bedrock.BedrockDialect;
import dev.sluice.wire.canonical.StreamTranslation;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of OpenAI's dialect before Bedrock's Converse: rows, fragments and broken bytes. */
final class BedrockGoldenTest {
  private static final String REQUESTS = "request/openai-chat_bedrock-converse";
  private static final String ANSWERS = "answer/bedrock-converse_openai-chat";
  private static final String STREAMS = "stream/bedrock-converse_openai-chat";
  private static final UpstreamTurns TURNS =
      new UpstreamTurns(
          new BedrockDialect(),
          "{\"model\":\"anthropic.claude-3-7-sonnet-20250219-v1:0\","
              + "\"messages\":[{\"role\":\"user\",\"content\":\"?\"}],"
              + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather.now\"}}]}",
          "json_output");

  static Stream<Path> streams() {
    return Golden.inputs(STREAMS).stream();
  }

  @TestFactory
  Stream<DynamicTest> requests() {
    return Golden.tests(REQUESTS, TURNS::request);
  }

  @TestFactory
  Stream<DynamicTest> answers() {
    return Golden.tests(ANSWERS, TURNS::answer);
  }

  @TestFactory
  Stream<DynamicTest> streamed() {
    return Golden.tests(STREAMS, in -> UpstreamTurns.whole(TURNS.stream(in), Frames.ofLines(in)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamMayBeCutAnywhere(Path input) {
    String in = Golden.read(input);
    Cuts.anywhere(Frames.ofLines(in), () -> TURNS.stream(in));
  }

  @Property(tries = 300)
  void brokenStreamsEndAsFailures(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Path> inputs = Golden.inputs(STREAMS);
    String in = Golden.read(inputs.get(random.nextInt(inputs.size())));
    byte[] bytes = Broken.of(Frames.ofLines(in).getBytes(), random);
    StreamTranslation translation = TURNS.stream(in);
    String out = UpstreamTurns.whole(translation, Buffer.buffer(bytes));
    assertThat(translation.over()).isTrue();
    assertThat(out).doesNotContain("[DONE]\n\ndata");
  }

  @Property(tries = 300)
  void brokenRequestsAndAnswersAreAnswersOrFailures(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    assertThat(TURNS.request(broken(REQUESTS, random))).isNotEmpty();
    assertThat(TURNS.answer(broken(ANSWERS, random))).isNotEmpty();
  }

  private static String broken(String folder, SplittableRandom random) {
    return Buffer.buffer(Broken.input(folder, random)).toString();
  }
}
