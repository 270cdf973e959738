package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.embedding.EmbedAnswer;
import dev.sluice.wire.embedding.EmbedRequest;
import dev.sluice.wire.embedding.OpenAiEmbeddings;
import dev.sluice.wire.ollama.OllamaDialect;
import dev.sluice.wire.ollama.OllamaEmbeddings;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Clients of OpenAI's dialect before Ollama's own: rows, fragments and broken bytes. */
final class OllamaGoldenTest {
  private static final String REQUESTS = "request/openai-chat_ollama";
  private static final String ANSWERS = "answer/ollama_openai-chat";
  private static final String STREAMS = "stream/ollama_openai-chat";
  private static final OllamaDialect DIALECT = new OllamaDialect("10m", 8192);
  private static final UpstreamTurns TURNS =
      new UpstreamTurns(
          DIALECT,
          "{\"model\":\"qwen3:8b\",\"messages\":[{\"role\":\"user\",\"content\":\"?\"}]}",
          "");

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
    return Golden.tests(STREAMS, in -> UpstreamTurns.whole(TURNS.stream(in), Buffer.buffer(in)));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamMayBeCutAnywhere(Path input) {
    String in = Golden.read(input);
    Cuts.anywhere(Buffer.buffer(in), () -> TURNS.stream(in));
  }

  @Property(tries = 300)
  void brokenBytesAreAnswersOrFailures(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    assertThat(TURNS.request(broken(REQUESTS, random))).isNotEmpty();
    assertThat(TURNS.answer(broken(ANSWERS, random))).isNotEmpty();
    StreamTranslation translation = TURNS.stream("");
    String _ = UpstreamTurns.whole(translation, Buffer.buffer(broken(STREAMS, random)));
    assertThat(translation.over()).isTrue();
  }

  private static String broken(String folder, SplittableRandom random) {
    return Buffer.buffer(Broken.input(folder, random)).toString();
  }

  @Test
  void aLineThatNeverEndsIsNotKept() {
    StreamTranslation translation = TURNS.stream("");
    Buffer much = Buffer.buffer("x".repeat(1 << 20));
    String out = translation.feed(much).toString() + translation.feed(much);
    assertThat(translation.failure()).isInstanceOf(Failure.Garbled.class);
    assertThat(out).contains("\"error\"");
  }

  @Test
  void vectorsAreAskedForAndTold() {
    OllamaEmbeddings provider = new OllamaEmbeddings("10m");
    OpenAiEmbeddings client = new OpenAiEmbeddings();
    String asked = "{\"model\":\"m\",\"input\":[\"a\",\"b\"],\"dimensions\":2,\"encoding_format\":";
    EmbedRequest letters = client.read(Buffer.buffer(asked + "\"base64\"}"));
    EmbedRequest numbers = client.read(Buffer.buffer(asked + "\"float\"}"));
    assertThat(provider.write(letters, "nomic", new Dropped(true)))
        .hasToString(
            "{\"model\":\"nomic\",\"input\":[\"a\",\"b\"],\"dimensions\":2,"
                + "\"keep_alive\":\"10m\"}");

    EmbedAnswer answer =
        provider.answer(
            Buffer.buffer(
                "{\"model\":\"nomic\",\"embeddings\":[[1,-0.5],[0.25,1e-3]],"
                    + "\"prompt_eval_count\":4}"));
    // Little-endian floats of 32 bits.
    assertThat(client.answer(answer, letters, "m"))
        .hasToString(
            "{\"object\":\"list\",\"data\":[{\"object\":\"embedding\",\"index\":0,"
                + "\"embedding\":\"AACAPwAAAL8=\"},{\"object\":\"embedding\",\"index\":1,"
                + "\"embedding\":\"AACAPm8Sgzo=\"}],\"model\":\"m\","
                + "\"usage\":{\"prompt_tokens\":4,\"total_tokens\":4}}");
    assertThat(client.answer(answer, numbers, "m").toString())
        .contains("\"embedding\":[1,-0.5]", "\"embedding\":[0.25,1e-3]");
  }
}
