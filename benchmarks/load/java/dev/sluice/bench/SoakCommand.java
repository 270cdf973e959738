package dev.sluice.bench;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a mixed load with faults for a while and judges whether the gateway stays as it is. */
@Command(
    name = "soak",
    mixinStandardHelpOptions = true,
    description =
        "Runs mixed load with faults and tells whether memory, descriptors and load stay flat.")
final class SoakCommand implements Callable<Integer> {
  private static final int NOT_FLAT = 1;

  @Mixin private final BenchOptions options = new BenchOptions();

  @Option(names = "--minutes", description = "how long, ${DEFAULT-VALUE}")
  private double minutes = 10;

  @Option(names = "--every", description = "seconds between two readings, ${DEFAULT-VALUE}")
  private double every = 30;

  @Override
  public Integer call() throws IOException, InterruptedException {
    try (Lab lab = Lab.open(options);
        Field field = Field.of(lab)) {
      Soak soak = new Soak(lab, field.contenders().getLast().subject());
      SoakResult result = soak.run(minutes, every);
      result.write(options.out, field.versions(), options.said());
      System.out.println(result.verdict());
      return result.flat() ? 0 : NOT_FLAT;
    }
  }
}
