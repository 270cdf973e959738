package dev.sluice.jmh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the benchmarks whose names match the arguments, all of them without any. */
public final class Benchmarks {
  private static final Path FLAGS = Path.of("conf/jvm.flags");

  private Benchmarks() {}

  /** Runs and prints; takes what JMH takes, {@code -h} tells. */
  public static void main(String[] args) throws Exception {
    CommandLineOptions given = new CommandLineOptions(args);
    if (given.shouldHelp()) {
      given.showHelp();
      return;
    }
    new Runner(
            new OptionsBuilder()
                .parent(given)
                .addProfiler(GCProfiler.class)
                .jvmArgsAppend(flags().toArray(String[]::new))
                .build())
        .run();
  }

  private static List<String> flags() throws IOException {
    List<String> flags = new ArrayList<>(Files.readAllLines(FLAGS));
    flags.removeIf(line -> !line.startsWith("-"));
    return flags;
  }
}
