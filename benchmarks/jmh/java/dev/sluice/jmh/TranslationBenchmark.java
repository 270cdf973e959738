package dev.sluice.jmh;

import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesShown;
import dev.sluice.wire.anthropic.MessagesStreamWriter;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EventStreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.WayBack;
import dev.sluice.wire.openai.codec.ChatFrameReader;
import dev.sluice.wire.openai.codec.ChatRequestReader;
import dev.sluice.wire.openai.codec.ChatRequestWriter;
import dev.sluice.wire.openai.codec.ChatShown;
import dev.sluice.wire.openai.codec.ChatStreamWriter;
import dev.sluice.wire.openai.codec.ChatTraits;
import io.vertx.core.buffer.Buffer;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Turning a request of 4 KB, and an event of a stream, from one dialect into the other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class TranslationBenchmark {
  private static final int SIZE = 4096;
  private static final MessagesTraits TRAITS = MessagesTraits.of("claude-sonnet-4-5", 8192);
  private static final String CHUNK =
      "data: {\"id\":\"chatcmpl-CYPS1lijGoK8gd9lYzY3r9S\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1762317021,\"model\":\"gpt-5-nano\",\"choices\":[{\"index\":0,"
          + "\"delta\":{%s\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";

  private final Buffer chatEvent = Buffer.buffer(CHUNK.formatted(""));
  private final Buffer messagesEvent =
      Buffer.buffer(
          "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
              + "\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}}\n\n");
  private Buffer chatRequest = Buffer.buffer();
  private Buffer messagesRequest = Buffer.buffer();
  private StreamTranslation toChat = toChat();
  private StreamTranslation toMessages = toMessages();

  private static StreamTranslation toChat() {
    return new StreamTranslation(
        sink -> new EventStreamReader(new MessagesFrameReader(WayBack.STRAIGHT), 1 << 20, sink),
        new ChatStreamWriter(new ChatShown("fast", "gw", 1), true));
  }

  private static StreamTranslation toMessages() {
    return new StreamTranslation(
        sink -> new EventStreamReader(new ChatFrameReader(), 1 << 20, sink),
        new MessagesStreamWriter(new MessagesShown("fast", "gw", 10, "req")));
  }

  /** Makes the requests and brings both streams behind their first events. */
  @Setup
  public void prepare() {
    chatRequest = Buffer.buffer(request());
    messagesRequest =
        MessagesRequestWriter.write(
                ChatRequestReader.read(chatRequest, new Dropped(false)),
                "claude-sonnet-4-5",
                TRAITS,
                new Dropped(false))
            .body();
    toChat = toChat();
    toMessages = toMessages();
    Buffer begun =
        toChat.feed(
            Buffer.buffer(
                "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\","
                    + "\"usage\":{\"input_tokens\":5}}}\n\ndata: {\"type\":\"content_block_start\","
                    + "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"));
    Buffer first = toMessages.feed(Buffer.buffer(CHUNK.formatted("\"role\":\"assistant\",")));
    if (begun.length() == 0 || first.length() == 0) {
      throw new IllegalStateException("the streams did not begin");
    }
  }

  /** Six turns, two of them with tools, and one tool's schema. */
  private static String request() {
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

  /** A request of OpenAI's chat dialect into Anthropic's. */
  @Benchmark
  public Buffer chatRequestToMessages() {
    Dropped dropped = new Dropped(false);
    return MessagesRequestWriter.write(
            ChatRequestReader.read(chatRequest, dropped), "claude-sonnet-4-5", TRAITS, dropped)
        .body();
  }

  /** A request of Anthropic's dialect into OpenAI's. */
  @Benchmark
  public Buffer messagesRequestToChat() {
    Dropped dropped = new Dropped(false);
    return ChatRequestWriter.write(
        MessagesRequestReader.read(messagesRequest, dropped), "gpt-4o", ChatTraits.PLAIN, dropped);
  }

  /** An event of Anthropic's dialect into OpenAI's. */
  @Benchmark
  public Buffer messagesEventToChat() {
    return toChat.feed(messagesEvent);
  }

  /** An event of OpenAI's dialect into Anthropic's. */
  @Benchmark
  public Buffer chatEventToMessages() {
    return toMessages.feed(chatEvent);
  }
}
