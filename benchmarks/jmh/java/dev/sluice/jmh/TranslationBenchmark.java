package dev.sluice.jmh;

import dev.sluice.model.Capabilities;
import dev.sluice.wire.anthropic.MessagesClient;
import dev.sluice.wire.anthropic.MessagesDialect;
import dev.sluice.wire.bedrock.BedrockDialect;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.gemini.GeminiClient;
import dev.sluice.wire.gemini.GeminiDialect;
import dev.sluice.wire.ollama.OllamaDialect;
import dev.sluice.wire.openai.codec.ChatClient;
import dev.sluice.wire.openai.codec.ChatProvider;
import dev.sluice.wire.openai.responses.codec.ResponsesClient;
import dev.sluice.wire.openai.responses.codec.ResponsesDialect;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Turning a request of 4 KB from a client's dialect into a provider's, and an event back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TranslationBenchmark {
  private static final int SIZE = 4096;
  private static final int LONGEST_EVENT = 1 << 20;
  private static final Shown SHOWN = new Shown("fast", true, true, "req-1", 1, 10);
  private static final Upstream UPSTREAM = new Upstream("model-1", Capabilities.UNKNOWN);
  private static final Map<String, ClientDialect> CLIENTS =
      Map.of(
          "chat", new ChatClient(),
          "messages", new MessagesClient(),
          "responses", new ResponsesClient(),
          "gemini", new GeminiClient());
  private static final Map<String, ProviderDialect> PROVIDERS =
      Map.of(
          "chat", new ChatProvider(),
          "messages", new MessagesDialect(true),
          "responses", new ResponsesDialect(),
          "gemini", new GeminiDialect(),
          "bedrock", new BedrockDialect(),
          "ollama", new OllamaDialect(null, 0));

  /** What the client speaks. */
  @Param({"chat", "messages", "responses", "gemini"})
  public String client = "chat";

  /** What the provider speaks. */
  @Param({"chat", "messages", "responses", "gemini", "bedrock", "ollama"})
  public String provider = "messages";

  private ClientDialect asks = new ChatClient();
  private ProviderDialect answers = new ChatProvider();
  private Buffer request = Buffer.buffer();
  private Buffer event = Buffer.buffer();
  private StreamTranslation stream = stream(new ChatClient(), new ChatProvider());

  /** Makes the request, and brings the stream behind its first event. */
  @Setup
  public void prepare() {
    asks = Objects.requireNonNull(CLIENTS.get(client));
    answers = Objects.requireNonNull(PROVIDERS.get(provider));
    request = inDialectOf(Objects.requireNonNull(PROVIDERS.get(client)));
    stream = stream(asks, answers);
    ProviderEvents events = ProviderEvents.of(provider);
    var _ = stream.feed(events.begin());
    event = events.word();
    if (!stream.feed(event).toString().contains(" word")) {
      throw new IllegalStateException("the word is lost");
    }
  }

  private Buffer inDialectOf(ProviderDialect dialect) {
    Dropped dropped = new Dropped(false);
    Asked asked = new ChatClient().read(Buffer.buffer(chat()), SHOWN, dropped);
    return dialect.write(asked.request(), UPSTREAM, dropped).body();
  }

  private StreamTranslation stream(ClientDialect asks, ProviderDialect answers) {
    Dropped dropped = new Dropped(false);
    Asked asked =
        asks.read(inDialectOf(Objects.requireNonNull(PROVIDERS.get(client))), SHOWN, dropped);
    Carried carried = answers.write(asked.request(), UPSTREAM, dropped);
    return new StreamTranslation(sink -> carried.stream(LONGEST_EVENT, sink), asked.stream());
  }

  /** Six turns, two of them with tools, and one tool's schema. */
  private static String chat() {
    String tools =
        "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"weather\",\"description\":"
            + "\"Tells the weather.\",\"parameters\":{\"type\":\"object\",\"properties\":{"
            + "\"city\":{\"type\":\"string\"}},\"required\":[\"city\"]}}}]";
    String words = "Lorem ipsum dolor sit amet, \\\"consectetur\\\" adipiscing.\\n ".repeat(15);
    String filled =
        "{\"model\":\"fast\",\"temperature\":0.7,\"max_tokens\":500,\"messages\":["
            + ("{\"role\":\"system\",\"content\":\"Be brief.\"},{\"role\":\"user\",\"content\":\"%s\"},"
                    + "{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"call_1\","
                    + "\"type\":\"function\",\"function\":{\"name\":\"weather\",\"arguments\":"
                    + "\"{\\\"city\\\":\\\"Rome\\\"}\"}}]},{\"role\":\"tool\",\"tool_call_id\":\"call_1\","
                    + "\"content\":\"%s\"},{\"role\":\"assistant\",\"content\":\"%s\"},"
                    + "{\"role\":\"user\",\"content\":\"%s\"}")
                .formatted(words, words, words, words)
            + "],"
            + tools
            + "}";
    return filled + " ".repeat(Math.max(0, SIZE - filled.length()));
  }

  /** A request of the client, read, and written for the provider. */
  @Benchmark
  public Buffer request() {
    Dropped dropped = new Dropped(false);
    return answers.write(asks.read(request, SHOWN, dropped).request(), UPSTREAM, dropped).body();
  }

  /** An event of the provider, read, and written for the client. */
  @Benchmark
  public Buffer event() {
    return stream.feed(event);
  }
}
