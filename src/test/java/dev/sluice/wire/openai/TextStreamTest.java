package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import io.vertx.core.buffer.Buffer;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TextStreamTest {
  private static final String EVENTS =
      """
      data: {"id":"1","model":"up","choices":[{"index":0,"text":"Grüße\\n","finish_reason":null}]}

      : a comment

      data: {"choices":[{"index":0,"text":"","finish_reason":"stop"}],"model":"up","usage":null}

      data: {"model":"up","choices":[],"usage":{"prompt_tokens":3,"completion_tokens":4}}

      data: [DONE]

      """;

  private static TextStream stream(String model, boolean usage) {
    return new TextStream(new ChatStream.Options(model, usage, 1 << 16, "", 0, 128));
  }

  private static String all(TextStream stream, String events) {
    return stream.feed(Buffer.buffer(events)).toString() + stream.end();
  }

  @Test
  void howReadsAreCutMakesNoDifference() {
    Buffer events = Buffer.buffer(EVENTS);
    String whole = all(stream("mine", true), EVENTS);
    for (int cut = 1; cut < events.length(); cut++) {
      TextStream stream = stream("mine", true);
      String parts =
          stream.feed(events.getBuffer(0, cut)).toString()
              + stream.feed(events.getBuffer(cut, events.length()));

      assertThat(parts).isEqualTo(whole);
      assertThat(stream.finished()).isTrue();
      assertThat(stream.usage()).isNotNull();
    }
  }

  @Test
  void usageIsKeptFromAClientThatDidNotAskForIt() {
    assertThat(all(stream("mine", false), EVENTS)).doesNotContain("prompt_tokens");
    assertThat(all(stream("mine", true), EVENTS)).contains("prompt_tokens");
  }

  @Test
  void anAnswerWithoutAnEndIsCut() {
    TextStream stream = stream("mine", false);
    String begun = EVENTS.substring(0, EVENTS.indexOf(": a comment"));

    assertThat(all(stream, begun)).contains("Grüße").doesNotContain("[DONE]");
    assertThat(stream.failure()).isInstanceOf(Failure.Cut.class);
  }

  @Test
  void anAnswerThatOnlyLacksItsLastWordIsGivenIt() {
    String unended = EVENTS.replace("data: [DONE]\n\n", "");

    assertThat(all(stream("mine", false), unended)).endsWith("data: [DONE]\n\n");
  }

  @Test
  void anErrorWithinTheStreamIsAFailure() {
    TextStream stream = stream("mine", false);

    assertThat(all(stream, "data: {\"error\":{\"message\":\"no\",\"type\":\"server_error\"}}\n\n"))
        .isEmpty();
    assertThat(stream.failure()).isNotNull();
  }

  @Property
  void noBytesBreakIt(@ForAll @Size(max = 300) byte[] bytes) {
    TextStream stream = stream("mine", false);
    Buffer fed = stream.feed(Buffer.buffer("data: ").appendBytes(bytes).appendString("\n\n"));

    assertThat(fed.length() + stream.end().length()).isNotNegative();
    assertThat(stream.finished() || stream.failure() != null).isTrue();
  }
}
