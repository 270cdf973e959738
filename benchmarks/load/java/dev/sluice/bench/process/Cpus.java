package dev.sluice.bench.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The processors a process is held to.
 *
 * @param list a list as {@code taskset -c} takes it, empty for any
 */
public record Cpus(String list) {
  /** Any processor. */
  public static final Cpus ALL = new Cpus("");

  /** The command, held to these processors where {@code taskset} is installed. */
  public List<String> hold(List<String> command) {
    if (list.isEmpty() || !Files.isExecutable(Path.of("/usr/bin/taskset"))) {
      return command;
    }
    List<String> held = new ArrayList<>(List.of("/usr/bin/taskset", "-c", list));
    held.addAll(command);
    return held;
  }
}
