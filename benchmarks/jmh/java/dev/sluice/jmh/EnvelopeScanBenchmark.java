package dev.sluice.jmh;

import dev.sluice.wire.openai.ChatEnvelope;
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

/** Reading the envelope of requests of several sizes. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class EnvelopeScanBenchmark {
  @Param({"512", "4096", "409600"})
  private int bytes;

  private Buffer body = Buffer.buffer();

  /** Makes a conversation of about the size. */
  @Setup
  public void prepare() {
    String turn =
        "{\"role\":\"user\",\"content\":\"Tell me, in a few words, why the sky is \\\"blue\\\" — "
            + "and not, say, green.\\nBe kind.\"}";
    StringBuilder json =
        new StringBuilder("{\"model\":\"fast\",\"stream\":true,\"messages\":[").append(turn);
    while (json.length() < bytes - turn.length()) {
      json.append(',').append(turn);
    }
    body =
        Buffer.buffer(
            json.append("],\"temperature\":0.7,\"max_tokens\":256,\"user\":\"u-1\"}").toString());
  }

  /** One scan. */
  @Benchmark
  public ChatEnvelope scan() {
    return ChatEnvelope.scan(body);
  }
}
