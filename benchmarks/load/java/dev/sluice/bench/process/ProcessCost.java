package dev.sluice.bench.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * What processes have spent since their start, or between two readings.
 *
 * @param cpuMicros processor time in user and kernel mode
 * @param majorFaults page faults that needed the disk
 */
public record ProcessCost(double cpuMicros, long majorFaults) {
  /** Nothing. */
  public static final ProcessCost NONE = new ProcessCost(0, 0);

  // USER_HZ is 100 on every Linux port that a JVM runs on.
  private static final double MICROS_PER_TICK = 10_000;

  /** A process and all its descendants now. */
  public static List<Long> tree(long pid) {
    return ProcessHandle.of(pid).stream()
        .flatMap(root ->
            LongStream.concat(LongStream.of(pid), root.descendants().mapToLong(ProcessHandle::pid))
                .boxed())
        .toList();
  }

  /** Microseconds that all processors together have been busy since the host's start. */
  public static double machineMicros() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      return busyMicros(lines.findFirst().orElse(""));
    } catch (IOException _) {
      return 0;
    }
  }

  /**
   * Of the first line of {@code /proc/stat}: all but idle, waiting and the guests counted twice.
   */
  static double busyMicros(String line) {
    String[] fields = line.trim().split(" +", -1);
    double ticks = 0;
    for (int i = 1; i < Math.min(fields.length, 9); i++) {
      ticks += i == 4 || i == 5 ? 0 : Long.parseLong(fields[i]);
    }
    return ticks * MICROS_PER_TICK;
  }

  /** Sum over processes; one that has gone counts nothing. */
  public static ProcessCost read(List<Long> pids) {
    ProcessCost sum = NONE;
    for (long pid : pids) {
      ProcessCost one = of(pid);
      sum = new ProcessCost(sum.cpuMicros + one.cpuMicros, sum.majorFaults + one.majorFaults);
    }
    return sum;
  }

  /** What was spent since an earlier reading. */
  public ProcessCost since(ProcessCost earlier) {
    return new ProcessCost(cpuMicros - earlier.cpuMicros, majorFaults - earlier.majorFaults);
  }

  private static ProcessCost of(long pid) {
    try {
      return parse(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (NoSuchFileException _) {
      return NONE;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Of a line of {@code /proc/<pid>/stat}; the command's name may hold blanks and brackets. */
  static ProcessCost parse(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return new ProcessCost(ticks * MICROS_PER_TICK, Long.parseLong(fields[9]));
  }
}
