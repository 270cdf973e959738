package dev.sluice.jmh;

import dev.sluice.model.Usage;
import dev.sluice.wire.openai.UsageScan;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading the usage of an answer. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 4, time = 1)
@Fork(1)
public class UsageBenchmark {
  private final byte[] json =
      ("{\"prompt_tokens\":115,\"completion_tokens\":78,\"total_tokens\":193,"
              + "\"prompt_tokens_details\":{\"cached_tokens\":64,\"audio_tokens\":0},"
              + "\"completion_tokens_details\":{\"reasoning_tokens\":64,\"audio_tokens\":0,"
              + "\"accepted_prediction_tokens\":0,\"rejected_prediction_tokens\":0}}")
          .getBytes(StandardCharsets.UTF_8);
  private final UsageScan scan = new UsageScan();

  /** One reading. */
  @Benchmark
  public @Nullable Usage read() {
    return scan.read(json, 0, json.length);
  }
}
