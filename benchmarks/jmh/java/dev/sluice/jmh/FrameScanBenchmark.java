package dev.sluice.jmh;

import dev.sluice.wire.openai.ChatStream;
import io.vertx.core.buffer.Buffer;
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

/** Turning reads of clean frames of about 200 bytes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class FrameScanBenchmark {
  private static final String FRAME =
      "data: {\"id\":\"chatcmpl-CYPS1lijGoK8gd9lYzY3r9S\",\"object\":\"chat.completion.chunk\","
          + "\"created\":1762317021,\"model\":\"gpt-5-nano\",\"choices\":[{\"index\":0,"
          + "\"delta\":{%s\"content\":\" word\"},\"logprobs\":null,\"finish_reason\":null}]}\n\n";

  /** Name shown to the client; the provider's own is gpt-5-nano. */
  @Param({"gpt-5-nano", "fast"})
  private String model = "fast";

  private ChatStream stream = stream();
  private Buffer one = Buffer.buffer();
  private Buffer twenty = Buffer.buffer();

  private ChatStream stream() {
    return new ChatStream(new ChatStream.Options(model, true, 1 << 20, "gw", 1, 128));
  }

  /** Brings a stream behind its first frame. */
  @Setup
  public void prepare() {
    stream = stream();
    Buffer first = stream.feed(Buffer.buffer(FRAME.formatted("\"role\":\"assistant\",")));
    one = Buffer.buffer(FRAME.formatted(""));
    twenty = Buffer.buffer(FRAME.formatted("").repeat(20));
    if (first.length() == 0) {
      throw new IllegalStateException("the first frame did not pass");
    }
  }

  /** A read of one frame. */
  @Benchmark
  public Buffer one() {
    return stream.feed(one);
  }

  /** A read of twenty frames. */
  @Benchmark
  public Buffer twenty() {
    return stream.feed(twenty);
  }
}
