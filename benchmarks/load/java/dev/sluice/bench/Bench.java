package dev.sluice.bench;

import dev.sluice.bench.report.Comparison;
import dev.sluice.bench.report.Environment;
import dev.sluice.bench.report.HtmlReport;
import dev.sluice.bench.report.Measurement;
import dev.sluice.bench.report.Plots;
import dev.sluice.bench.report.RunReport;
import dev.sluice.bench.report.Tables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Measures the gateway, nginx and the direct call in one run. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    subcommands = SoakCommand.class,
    description = "Measures what the gateway adds to a provider called directly, beside nginx.")
public final class Bench implements Callable<Integer> {
  @Mixin private final BenchOptions options = new BenchOptions();

  private Bench() {}

  /** Runs the command line and exits with its code. */
  public static void main(String[] args) {
    System.exit(new CommandLine(new Bench()).execute(args));
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    String started = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Map<String, String> environment = Environment.stamp();
    List<Measurement> figures = new ArrayList<>();
    try (Lab lab = Lab.open(options);
        Field field = Field.of(lab)) {
      environment.putAll(field.versions());
      for (Part part : parts(lab, field)) {
        figures.addAll(part.measure(field.contenders()));
      }
    }
    publish(new RunReport(started, environment, options.said(), figures));
    return 0;
  }

  private List<Part> parts(Lab lab, Field field) {
    return options.only.stream()
        .sorted()
        .map(name ->
            switch (name) {
              case unary -> new UnaryPart(lab);
              case sse -> new SsePart(lab);
              case streams -> new StreamsPart(lab);
              case startup -> new StartupPart(lab, field.launches());
            })
        .toList();
  }

  private void publish(RunReport run) throws IOException {
    System.out.print(Tables.of(run.figures()));
    Path json = options.out.resolve("bench.json");
    Path html = options.out.resolve("bench.html");
    if (!options.compare.isEmpty()) {
      RunReport before = RunReport.read(Path.of(options.compare));
      System.out.println();
      System.out.print(Tables.ofComparisons(Comparison.between(run.figures(), before.figures())));
    }
    run.write(json);
    var _ = Files.writeString(html, HtmlReport.of("Bench", run, Plots.of(run.figures())));
    System.out.printf("%nwritten: %s and %s%n", json, html);
  }
}
