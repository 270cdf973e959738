package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.WANTED;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.Keeps;
import dev.sluice.model.FailureException;
import dev.sluice.wire.json.JsonText;
import dev.sluice.wire.openai.Wires.Result;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

final class ChatProperties {
  /** Pieces of streams, good and bad, that any order of makes a stream. */
  private static final List<String> PIECES =
      List.of(
          Wires.chunk(Wires.choice("{\"role\":\"assistant\",\"content\":\"é€😀\"}", "null")),
          Wires.chunk(Wires.choice("{\"content\":\"\\ud83d a\"}", "null")),
          Wires.chunk(Wires.choice(1, "{\"content\":\"b\"}", "null")),
          Wires.chunk(Wires.choice("{}", "\"stop\"")),
          Wires.chunk(Wires.choice(1, "{}", "\"eos\"")),
          Wires.chunk(
              Wires.choice("{}", "\"stop\""), "{\"prompt_tokens\":3,\"completion_tokens\":2}"),
          Wires.chunk("", "{\"prompt_tokens\":3,\"completion_tokens\":2}"),
          Wires.chunk(
              "{\"delta\":{\"tool_calls\":[{\"id\":\"a\",\"function\":{\"name\":\"f\"}}]}}"),
          Wires.chunk(
              Wires.choice(
                  "{\"tool_calls\":[{\"index\":0,\"id\":\"b\",\"function\":{}}]}", "null")),
          Wires.clean().replace("\n", "\r\n"),
          Wires.clean().replace("\n", "\r"),
          Wires.clean().replace(",\"object\"", ",\ndata:\"object\""),
          Wires.clean().replace("c1", "c2"),
          ": note\n\n",
          "data:\n\n",
          "event: x\ndata: {\"id\":\"c1\",\"choices\":[]}\n\n",
          "\r",
          "\n",
          "\uFEFF",
          "data: nope\n\n",
          "data: {\"error\":{\"message\":\"m\"}}\n\n",
          Wires.DONE);

  @Property(tries = 400)
  @Keeps("SSE-6")
  void theOutputDoesNotDependOnTheCuts(
      @ForAll("streams") String stream, @ForAll long seed, @ForAll boolean wanted) {
    ChatStream.Options options = wanted ? WANTED : UNWANTED;
    Result whole = run(options, stream);
    assertSame(run(options, cut(stream, new Random(seed))), whole);
    assertSame(run(options, cut(stream, 1)), whole);
  }

  @Property(tries = 25)
  @Keeps("SSE-6")
  void theOutputDoesNotDependOnWhereTheCutIs(@ForAll("streams") String stream) {
    byte[] bytes = Buffer.buffer(stream).getBytes();
    Result whole = run(WANTED, stream);
    for (int at = 1; at < bytes.length; at++) {
      Buffer buffer = Buffer.buffer(bytes);
      assertSame(
          run(WANTED, List.of(buffer.getBuffer(0, at), buffer.slice(at, bytes.length))), whole);
    }
  }

  @Property(tries = 400)
  void whatComesOutGoesThroughUnchanged(@ForAll("streams") String stream) {
    Result once = run(WANTED, stream);
    if (once.stream().finished()) {
      Result twice = run(WANTED, once.out());
      assertThat(twice.out()).isEqualTo(once.out());
      assertThat(twice.stream().finished()).isTrue();
    }
  }

  @Property(tries = 2_000)
  void brokenStreamsEndInAFailureOrAnEnd(@ForAll("streams") String stream, @ForAll long seed) {
    Random random = new Random(seed);
    Result result = run(WANTED, cut(Buffer.buffer(broken(stream, random)), random));
    assertThat(result.stream().finished() || result.stream().failure() != null).isTrue();
  }

  @Property(tries = 2_000)
  void brokenBodiesAreRefusedAndNeverABug(@ForAll long seed) {
    Random random = new Random(seed);
    String body =
        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"\\u00e9é\"}],\"n\":1,"
            + "\"stream\":true,\"stream_options\":{\"include_usage\":true},\"max_tokens\":5}";
    String answer =
        "{\"id\":\"c\",\"object\":\"chat.completion\",\"created\":1,\"model\":\"m\",\"choices\":[{\"index\":0,"
            + "\"message\":{\"role\":\"assistant\",\"content\":\"é\"},\"finish_reason\":\"stop\"}]}";
    attempt(() -> assertThat(ChatEnvelope.scan(Buffer.buffer(broken(body, random)))).isNotNull());
    attempt(
        () -> assertThat(ChatAnswer.read(Buffer.buffer(broken(answer, random)), "x")).isNotNull());
    assertThat(ErrorBody.read(broken(answer, random))).isNotNull();
    assertThat(ModelList.names(Buffer.buffer(broken(answer, random)))).isNotNull();
  }

  @Property
  void on8_aPreparedRequestDiffersByItsSplicesOnly(
      @ForAll String model, @ForAll String upstream, @ForAll String text) {
    String name = model.isBlank() ? "m" : model;
    String target = upstream.isBlank() ? "u" : upstream;
    Buffer before =
        Buffer.buffer("{ \"user\":null,\"messages\":[")
            .appendBytes(JsonText.encode(text))
            .appendString("], \"model\" : ")
            .appendBytes(JsonText.encode(name))
            .appendString(" ,\"stream\":true,\"seed\":1e-7}");
    ChatEnvelope was = ChatEnvelope.scan(before);
    Buffer after = ChatRequest.prepare(before, was, target, false);
    ChatEnvelope is = ChatEnvelope.scan(after);
    assertThat(is.model()).isEqualTo(target);
    assertThat(is.stream()).isTrue();
    assertThat(after.getBuffer(0, is.modelFrom())).isEqualTo(before.getBuffer(0, was.modelFrom()));
    assertThat(after.getBuffer(is.modelTo(), after.length()))
        .isEqualTo(before.getBuffer(was.modelTo(), before.length()));
  }

  @Provide
  Arbitrary<String> streams() {
    return Arbitraries.of(PIECES).list().ofMaxSize(8).map(pieces -> String.join("", pieces));
  }

  private static void assertSame(Result one, Result other) {
    assertThat(one.out()).isEqualTo(other.out());
    assertThat(one.stream().failure()).isEqualTo(other.stream().failure());
    assertThat(one.stream().usage()).isEqualTo(other.stream().usage());
    assertThat(one.stream().frames()).isEqualTo(other.stream().frames());
    assertThat(one.stream().finished()).isEqualTo(other.stream().finished());
  }

  private static List<Buffer> cut(String stream, int step) {
    Buffer whole = Buffer.buffer(stream);
    List<Buffer> reads = new ArrayList<>();
    for (int at = 0; at < whole.length(); at += step) {
      reads.add(whole.getBuffer(at, Math.min(whole.length(), at + step)));
    }
    return reads;
  }

  private static List<Buffer> cut(String stream, Random random) {
    return cut(Buffer.buffer(stream), random);
  }

  private static List<Buffer> cut(Buffer whole, Random random) {
    List<Buffer> reads = new ArrayList<>();
    for (int at = 0; at < whole.length(); ) {
      int to = Math.min(whole.length(), at + random.nextInt(200));
      reads.add(whole.slice(at, to));
      at = to;
    }
    return reads;
  }

  private static byte[] broken(String text, Random random) {
    byte[] bytes = Buffer.buffer(text).getBytes();
    for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
      bytes[random.nextInt(bytes.length)] =
          (byte) "{}[]\",:\\ 0-\nnt\u0080\u00ff".charAt(random.nextInt(16));
    }
    return bytes;
  }

  private static void attempt(Runnable action) {
    try {
      action.run();
    } catch (FailureException e) {
      assertThat(e.failure().message()).isNotBlank();
    }
  }
}
