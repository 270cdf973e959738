package dev.sluice.bench.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** The name plate of the host and of the programs that ran on it. */
public final class Environment {
  private Environment() {}

  /** Kernel, processor and Java of this host. */
  public static Map<String, String> stamp() {
    Map<String, String> stamp = new TreeMap<>();
    var _ = stamp.put("kernel", firstLine(Path.of("/proc/version")));
    var _ = stamp.put("processor", processor());
    var _ = stamp.put("processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    var _ = stamp.put("java", System.getProperty("java.vendor.version") + " " + Runtime.version());
    var _ = stamp.put("load average at start", firstLine(Path.of("/proc/loadavg")));
    return stamp;
  }

  /** What a command prints, on one line; empty when it cannot run. */
  public static String said(String... command) {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      byte[] all = process.getInputStream().readAllBytes();
      return new String(all, java.nio.charset.StandardCharsets.UTF_8).strip().replace('\n', ' ');
    } catch (IOException _) {
      return "";
    }
  }

  private static String processor() {
    try {
      return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 2))
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException _) {
      return System.getProperty("os.arch");
    }
  }

  private static String firstLine(Path file) {
    try {
      return Files.readString(file).strip();
    } catch (IOException _) {
      return "";
    }
  }
}
