package dev.sluice.bench.process;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that run Java programs, and questions to running ones. */
public final class Jvm {
  /** Flags with which Netty starts without a warning. */
  public static final List<String> QUIET =
      List.of("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow");

  // Large young generation: a collection in the mock or the load would count against the subject.
  private static final List<String> LEAN =
      List.of(
          "-Xms512m",
          "-Xmx1g",
          "-Xmn384m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=4",
          "-Dio.netty.leakDetection.level=disabled",
          "-Dio.netty.buffer.checkAccessible=false",
          "-Dio.netty.buffer.checkBounds=false");

  private static final Pattern USED = Pattern.compile("\\bused (\\d+)([KMG])");

  private Jvm() {}

  /** The {@code java} of this JVM. */
  public static String java() {
    return System.getProperty("java.home") + "/bin/java";
  }

  /** Runs a class of this class path as a lean process. */
  public static List<String> own(Class<?> main, String... args) {
    List<String> command = new ArrayList<>(List.of(java()));
    command.addAll(QUIET);
    command.addAll(LEAN);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(args));
    return command;
  }

  /** Whether a process is a Java virtual machine. */
  public static boolean isJvm(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("/java"))
        .isPresent();
  }

  /** Collects all garbage of another JVM; nothing happens where that cannot be asked. */
  public static void collect(long pid) {
    var _ = jcmd(pid, "GC.run");
  }

  /** Bytes used on the heap of another JVM, 0 where that cannot be told. */
  public static long heapUsed(long pid) {
    return heapUsed(jcmd(pid, "GC.heap_info"));
  }

  /** Bytes used as {@code GC.heap_info} of any collector tells it. */
  static long heapUsed(String info) {
    long sum = 0;
    for (String line : info.lines().toList()) {
      String trimmed = line.strip();
      boolean space =
          trimmed.startsWith("Metaspace")
              || trimmed.startsWith("class space")
              || trimmed.contains("% used");
      Matcher m = USED.matcher(trimmed);
      if (!space && m.find()) {
        int shift =
            switch (m.group(2)) {
              case "K" -> 10;
              case "M" -> 20;
              default -> 30;
            };
        sum += Long.parseLong(m.group(1)) << shift;
      }
    }
    return sum;
  }

  private static String jcmd(long pid, String question) {
    String tool = System.getProperty("java.home") + "/bin/jcmd";
    try {
      Process asked =
          new ProcessBuilder(tool, Long.toString(pid), question).redirectErrorStream(true).start();
      String answer =
          new String(
              asked.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
      return asked.waitFor(10, TimeUnit.SECONDS) && asked.exitValue() == 0 ? answer : "";
    } catch (IOException _) {
      return "";
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return "";
    }
  }
}
