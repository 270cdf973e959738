package dev.sluice.stats.decisions;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecisionFileTest {
  @TempDir private Path folder;

  @Test
  void goesOnBehindWhatIsThere() throws IOException {
    Path path = folder.resolve("new/log.jsonl");

    write(path, 1000, 1, List.of("one"));
    write(path, 1000, 1, List.of("two", "three"));

    assertThat(Files.readAllLines(path)).containsExactly("one", "two", "three");
  }

  @Test
  void aLineThatWasCutOffIsTakenAway() throws IOException {
    Path path = Files.writeString(folder.resolve("log"), "whole\n{\"cut" + "x".repeat(200_000));

    write(path, 1_000_000, 1, List.of("next"));

    assertThat(Files.readAllLines(path)).containsExactly("whole", "next");
  }

  @Test
  void aFileThatIsOneCutOffLineIsBegunAnew() throws IOException {
    Path path = Files.writeString(folder.resolve("log"), "cut");

    write(path, 1000, 1, List.of("next"));

    assertThat(Files.readAllLines(path)).containsExactly("next");
  }

  @Test
  void aFullFileIsMovedAsideAndTheOldestIsForgotten() throws IOException {
    Path path = folder.resolve("log");

    write(path, 10, 2, List.of("1111", "2222", "3333", "4444", "5555", "6666", "7777"));

    assertThat(Files.readAllLines(path)).containsExactly("7777");
    assertThat(Files.readAllLines(folder.resolve("log.1"))).containsExactly("5555", "6666");
    assertThat(Files.readAllLines(folder.resolve("log.2"))).containsExactly("3333", "4444");
    assertThat(names()).containsExactlyInAnyOrder("log", "log.1", "log.2");
  }

  @Test
  void noFullFileNeedBeKept() throws IOException {
    Path path = folder.resolve("log");

    write(path, 10, 0, List.of("1111", "2222", "3333"));

    assertThat(Files.readAllLines(path)).containsExactly("3333");
    assertThat(names()).containsExactly("log");
  }

  @Property(tries = 50)
  void theDiskHoldsTheLatestLinesAndNoMoreThanIsAllowed(
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 40) Integer> lengths,
      @ForAll @IntRange(min = 0, max = 3) int keep)
      throws IOException {
    Path own = Files.createTempDirectory("decisions");
    Path path = own.resolve("log");
    List<String> lines = new ArrayList<>();
    for (int length : lengths) {
      lines.add("x".repeat(length - 1) + lines.size());
    }

    write(path, 64, keep, lines);

    List<String> held = new ArrayList<>();
    for (int number = keep; number >= 0; number--) {
      Path file = number == 0 ? path : own.resolve("log." + number);
      if (Files.exists(file)) {
        assertThat(Files.size(file)).isBetween(1L, 64L);
        held.addAll(Files.readAllLines(file));
      }
    }
    assertThat(held).isEqualTo(lines.subList(lines.size() - held.size(), lines.size()));
    try (Stream<Path> files = Files.list(own)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(own);
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void write(Path path, long most, int keep, List<String> lines) throws IOException {
    try (DecisionFile file = new DecisionFile(path, most, keep)) {
      file.open();
      for (String line : lines) {
        file.write(line);
      }
    }
  }
}
