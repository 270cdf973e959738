package dev.sluice.bench.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that was started here and does not outlive this one: closing ends it and its
 * descendants by their ids, and so does the end of this JVM, however it comes short of a kill.
 */
public final class Child implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 5;
  private static final Set<Child> ALIVE = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> ALIVE.forEach(Child::close)));
  }

  private final Process process;
  private final Path log;

  private Child(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /**
   * Starts a process whose errors go to a file; its output is read through {@link #output}.
   *
   * @throws IOException when it cannot be started
   */
  public static Child piped(List<String> command, Path log) throws IOException {
    return start(new ProcessBuilder(command), log);
  }

  /**
   * Starts a process whose output and errors go to a file.
   *
   * @throws IOException when it cannot be started
   */
  public static Child logged(List<String> command, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    return start(builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())), log);
  }

  private static Child start(ProcessBuilder builder, Path log) throws IOException {
    File errors = log.toFile();
    Child child =
        new Child(builder.redirectError(ProcessBuilder.Redirect.appendTo(errors)).start(), log);
    var _ = ALIVE.add(child);
    return child;
  }

  /** Its process id. */
  public long pid() {
    return process.pid();
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** What it prints. */
  public BufferedReader output() {
    return process.inputReader(StandardCharsets.UTF_8);
  }

  /**
   * Gives it a line to read.
   *
   * @throws IOException when it has ended
   */
  public void tell(String line) throws IOException {
    var input = process.outputWriter(StandardCharsets.UTF_8);
    input.write(line);
    input.newLine();
    input.flush();
  }

  /** The last lines of its log, for a message about its end. */
  public String lastWords() {
    try (Stream<String> lines = Files.lines(log)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - 20), all.size()));
    } catch (IOException _) {
      return "";
    }
  }

  @Override
  public void close() {
    List<ProcessHandle> tree =
        Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
    tree.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        tree.forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException _) {
      tree.forEach(ProcessHandle::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    var _ = ALIVE.remove(this);
  }
}
