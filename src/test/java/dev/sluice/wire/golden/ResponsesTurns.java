package dev.sluice.wire.golden;

import dev.sluice.model.Capabilities;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.openai.codec.ChatClient;
import dev.sluice.wire.openai.codec.ChatProvider;
import dev.sluice.wire.openai.responses.codec.ResponsesClient;
import dev.sluice.wire.openai.responses.codec.ResponsesDialect;
import io.vertx.core.buffer.Buffer;

/** What the golden files of the Responses dialect go through: a client before a provider. */
record ResponsesTurns(ClientDialect client, String asks, ProviderDialect provider) {
  static final ResponsesTurns BEFORE_CHAT =
      new ResponsesTurns(new ResponsesClient(), responses(), new ChatProvider());
  static final ResponsesTurns BEFORE_MESSAGES =
      new ResponsesTurns(new ResponsesClient(), responses(), new MessagesDialect(true));
  static final ResponsesTurns BEHIND_CHAT =
      new ResponsesTurns(new ChatClient(), chat(), new ResponsesDialect());

  private static final int FRAME = 1 << 20;
  private static final Shown SHOWN = new Shown("fast", true, true, "7f3a", 1_800_000_000, 7);

  private static String responses() {
    return """
    {"model":"gpt-4.1","input":"Hello","instructions":"Be brief.","temperature":0.5,
     "max_output_tokens":64,"metadata":{"a":"b c"},"store":true,"stream":true,
     "tools":[{"type":"function","name":"weather","parameters":{"type":"object"},
               "strict":false}],"tool_choice":"auto","user":"u1"}
    """;
  }

  private static String chat() {
    return "{\"model\":\"gpt-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
  }

  /** The provider's request, with what was left out. */
  String request(String in) {
    return Written.told(dropped -> {
      CanonicalRequest asked = client.read(Buffer.buffer(in), SHOWN, dropped).request();
      return carried(asked, dropped).body();
    });
  }

  private Carried carried(CanonicalRequest asked, Dropped dropped) {
    return provider.write(asked, new Upstream(asked.model(), Capabilities.UNKNOWN), dropped);
  }

  /** The client's answer. */
  String answer(String in) {
    Asked asked = asked();
    return Written.orFailure(
        () -> asked.answer(carried(asked.request(), new Dropped(false)).answer(Buffer.buffer(in))));
  }

  private Asked asked() {
    return client.read(Buffer.buffer(asks), SHOWN, new Dropped(false));
  }

  /** The client's stream. */
  StreamTranslation stream() {
    Asked asked = asked();
    Carried carried = carried(asked.request(), new Dropped(false));
    return new StreamTranslation(sink -> carried.stream(FRAME, sink), asked.stream());
  }

  String stream(String in) {
    return Turns.whole(stream(), in);
  }
}
