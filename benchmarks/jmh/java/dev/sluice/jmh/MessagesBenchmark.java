package dev.sluice.jmh;

import dev.sluice.wire.anthropic.MessagesEnvelope;
import dev.sluice.wire.anthropic.MessagesStream;
import dev.sluice.wire.openai.ChatEnvelope;
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

/** What a request of 4 KB and an event of a stream cost between client and provider of Messages. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class MessagesBenchmark {
  private static final String WORDS =
      "Lorem ipsum dolor sit amet, \\\"consectetur\\\" adipiscing.\\n ".repeat(15);

  private final Buffer request =
      Buffer.buffer(
          "{\"model\":\"fast\",\"max_tokens\":500,\"stream\":true,\"system\":\""
              + WORDS
              + "\",\"messages\":[{\"role\":\"user\",\"content\":\""
              + WORDS
              + "\"},{\"role\":\"assistant\",\"content\":[{\"type\":\"text\",\"text\":\""
              + WORDS
              + "\"}]},{\"role\":\"user\",\"content\":\""
              + WORDS
              + "\"}]}");
  private final Buffer event =
      Buffer.buffer(
          "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,"
              + "\"delta\":{\"type\":\"text_delta\",\"text\":\" word\"}}\n\n");
  private MessagesStream stream = new MessagesStream(null, 1 << 20, 5);

  /** Brings the stream behind its first events. */
  @Setup
  public void prepare() {
    stream = new MessagesStream("fast", 1 << 20, 5);
    Buffer begun =
        stream.feed(
            Buffer.buffer(
                "data: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"model\":\"m\","
                    + "\"usage\":{\"input_tokens\":5}}}\n\ndata: {\"type\":\"content_block_start\","
                    + "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"));
    if (begun.length() == 0) {
      throw new IllegalStateException("the stream did not begin");
    }
  }

  /** What is decided on of a request. */
  @Benchmark
  public ChatEnvelope envelope() {
    return MessagesEnvelope.scan(request, false);
  }

  /** An event that passes. */
  @Benchmark
  public Buffer event() {
    return stream.feed(event);
  }
}
