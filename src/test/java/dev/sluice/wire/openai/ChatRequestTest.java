package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatRequestTest {
  @Test
  void givesBackTheSameBufferWhenNothingChanges() {
    Buffer body = Buffer.buffer("{\"model\":\"m\",\"messages\":[1],\"stream\":true}");
    ChatEnvelope envelope = ChatEnvelope.scan(body);
    assertThat(ChatRequest.prepare(body, envelope, "m", false)).isSameAs(body);
  }

  @Test
  void asksForUsageOnlyInAStream() {
    Buffer body = Buffer.buffer("{\"model\":\"m\",\"messages\":[1]}");
    ChatEnvelope envelope = ChatEnvelope.scan(body);
    assertThat(ChatRequest.prepare(body, envelope, "m", true)).isSameAs(body);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // No options, options of null, empty, without, with false, and before the model.
        "{'model' : 'm','messages':[1],'stream':true}"
            + "|{'model' : 'up/1','stream_options':{'include_usage':true},'messages':[1],'stream':true}",
        "{'model':'m','messages':[1],'stream':true,'stream_options':null}"
            + "|{'model':'up/1','messages':[1],'stream':true,'stream_options':{'include_usage':true}}",
        "{'model':'m','messages':[1],'stream':true,'stream_options':{ }}"
            + "|{'model':'up/1','messages':[1],'stream':true,'stream_options':{'include_usage':true }}",
        "{'model':'m','messages':[1],'stream':true,'stream_options':{'x':1}}"
            + "|{'model':'up/1','messages':[1],'stream':true,'stream_options':{'include_usage':true,'x':1}}",
        "{'model':'m','messages':[1],'stream':true,'stream_options':{'x':1,'include_usage':false}}"
            + "|{'model':'up/1','messages':[1],'stream':true,'stream_options':{'x':1,'include_usage':true}}",
        "{'stream_options':{'include_usage':null},'stream':true,'model':'m','messages':[1]}"
            + "|{'stream_options':{'include_usage':true},'stream':true,'model':'up/1','messages':[1]}",
        "{'model':'m','messages':[1],'stream':true,'stream_options':{'include_usage':true}}"
            + "|{'model':'up/1','messages':[1],'stream':true,'stream_options':{'include_usage':true}}",
      })
  void changesTheModelAndAsksForUsage(String body, String expected) {
    Buffer before = Buffer.buffer(body.replace('\'', '"'));
    Buffer after = ChatRequest.prepare(before, ChatEnvelope.scan(before), "up/1", true);
    assertThat(after.toString()).isEqualTo(expected.replace('\'', '"'));
    assertThat(ChatEnvelope.scan(after).includeUsage()).isTrue();
  }

  @Test
  void on8_leavesEveryOtherByteAsItIs() {
    String rest =
        ", \"seed\":9007199254740993,\"top_p\":1e-7 ,\"messages\" : [\"\\u00e9é\"],\"z\":\"\\ud800\"}\n";
    Buffer body = Buffer.buffer("{\t\"model\":\"m\"" + rest);
    Buffer after = ChatRequest.prepare(body, ChatEnvelope.scan(body), "a\"b\\é", false);
    assertThat(after.toString()).isEqualTo("{\t\"model\":\"a\\\"b\\\\é\"" + rest);
    assertThat(ChatEnvelope.scan(after).model()).isEqualTo("a\"b\\é");
  }
}
