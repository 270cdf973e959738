package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the gateway under measurement is started.
 *
 * @param command a command with the places {@code {config}}, {@code {port}} and {@code {mock}},
 *     split at blanks
 * @param folder where its configuration is written
 * @param strategy of its model
 * @param targets of its model: equal ones, all at the mock
 */
public record Gateway(String command, Path folder, String strategy, int targets) {
  private static final Path FLAGS = Path.of("conf/jvm.flags");

  /** A gateway with one target, which leaves a strategy nothing to do. */
  public Gateway(String command, Path folder) {
    this(command, folder, "round_robin", 1);
  }

  /** The same with equal targets, among which a strategy chooses. */
  public Gateway choosing(String named, int among) {
    return new Gateway(command, folder, named, among);
  }

  /**
   * The gateway of this repository with the flags that it is shipped with, and some more.
   *
   * @throws IOException when the flags cannot be read
   */
  public static Gateway own(String flags, Path jar, Path folder) throws IOException {
    List<String> words = new ArrayList<>(List.of(Jvm.java()));
    words.addAll(Files.exists(FLAGS) ? shipped(Files.readAllLines(FLAGS)) : Jvm.QUIET);
    words.addAll(List.of(flags, "-jar", jar.toString(), "serve", "-c", "{config}"));
    return new Gateway(String.join(" ", words), folder);
  }

  /** The flags of a file that also holds comments and blank lines. */
  static List<String> shipped(List<String> lines) {
    return lines.stream().map(String::strip).filter(l -> l.startsWith("-")).toList();
  }

  /** The same with one more flag for its JVM. */
  public Gateway with(String flag) {
    return new Gateway(command.replaceFirst(" ", " " + flag + " "), folder, strategy, targets);
  }

  /**
   * The command that listens on a port in front of a provider.
   *
   * @throws IOException when the configuration cannot be written
   */
  public List<String> command(int port, int mock) throws IOException {
    Path file = Files.createDirectories(folder).resolve("sluice.yaml");
    var _ = Files.writeString(file, configuration(port, mock));
    String filled =
        command
            .replace("{config}", file.toString())
            .replace("{port}", Integer.toString(port))
            .replace("{mock}", Integer.toString(mock));
    return Arrays.stream(filled.split("\\s+", -1)).filter(word -> !word.isEmpty()).toList();
  }

  /** A configuration whose bounds lie beyond anything that is measured. */
  public String configuration(int port, int mock) {
    return """
    server: {host: 127.0.0.1, port: %d, lanes: 1}
    health: {enabled: false}
    providers:
    %s
    models:
      "mock-*": {strategy: %s, targets: [%s]}
    limits: {connections: 15000, exchanges: 15000}
    """
        .formatted(port, each("\n", "  " + provider(mock)), strategy, each(", ", target()));
  }

  private static String provider(int mock) {
    return """
    mock-{n}: {type: openai, base_url: "http://127.0.0.1:%d/v1", api_key: bench, discover: false, \
    pool: {connections: 12000, queue: 1000}}\
    """
        .formatted(mock);
  }

  private static String target() {
    return "{provider: mock-{n}, price: {input: {n}, output: {n}}}";
  }

  private String each(String separator, String form) {
    return IntStream.rangeClosed(1, targets)
        .mapToObj(n -> form.replace("{n}", Integer.toString(n)))
        .collect(Collectors.joining(separator));
  }
}
