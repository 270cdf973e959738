package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How the gateway under measurement is started.
 *
 * @param command a command with the places {@code {config}}, {@code {port}} and {@code {mock}},
 *     split at blanks
 * @param folder where its configuration is written
 */
public record Gateway(String command, Path folder) {
  private static final Path FLAGS = Path.of("conf/jvm.flags");

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
    return new Gateway(command.replaceFirst(" ", " " + flag + " "), folder);
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
  public static String configuration(int port, int mock) {
    return """
    server: {host: 127.0.0.1, port: %d, lanes: 1}
    health: {enabled: false}
    providers:
      mock:
        type: openai
        base_url: "http://127.0.0.1:%d/v1"
        api_key: bench
        discover: false
        pool: {connections: 12000, queue: 1000}
    models:
      "mock-*": {strategy: round_robin, targets: [{provider: mock}]}
    limits: {connections: 15000, exchanges: 15000}
    """
        .formatted(port, mock);
  }
}
