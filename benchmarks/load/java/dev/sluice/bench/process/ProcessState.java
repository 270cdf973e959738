package dev.sluice.bench.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Sizes of running processes, from {@code /proc}. */
public final class ProcessState {
  private ProcessState() {}

  /** Resident bytes of a process and its descendants. */
  public static long resident(long pid) {
    return ProcessCost.tree(pid).stream().mapToLong(ProcessState::residentOfOne).sum();
  }

  /** Open file descriptors of a process and its descendants. */
  public static long descriptors(long pid) {
    return ProcessCost.tree(pid).stream().mapToLong(ProcessState::descriptorsOfOne).sum();
  }

  /** Bytes told by {@code VmRSS} of {@code /proc/<pid>/status}, 0 when it is absent. */
  static long resident(List<String> status) {
    return status.stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
        .findFirst()
        .orElse(0);
  }

  private static long residentOfOne(long pid) {
    try {
      return resident(Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")));
    } catch (IOException _) {
      return 0;
    }
  }

  private static long descriptorsOfOne(long pid) {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.count();
    } catch (IOException _) {
      return 0;
    }
  }
}
