package dev.sluice.stats.decisions;

import static dev.sluice.stats.decisions.Decisions.numbered;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose disk works when the test says so. */
final class DecisionLogTest {
  private final Queue<Runnable> disk = new ArrayDeque<>();
  @TempDir private Path folder;

  @Test
  void whatIsAddedIsWrittenInItsOrder() throws IOException {
    DecisionLog log = open(folder.resolve("log"));

    log.add(numbered(1));
    log.add(numbered(2));
    work();

    assertThat(Files.readAllLines(folder.resolve("log")))
        .containsExactly(DecisionWriter.line(numbered(1)), DecisionWriter.line(numbered(2)));
    assertThat(log.written()).isEqualTo(2);
    assertThat(log.dropped()).isZero();
  }

  @Test
  void aSlowDiskMakesNobodyWaitAndWhatItMissesIsCounted() throws IOException {
    DecisionLog log = open(folder.resolve("log"));

    for (int k = 0; k < DecisionLog.MOST_WAITING + 7; k++) {
      log.add(numbered(k));
    }
    assertThat(log.dropped()).isEqualTo(7);
    work();
    log.add(numbered(0));
    work();

    assertThat(log.written()).isEqualTo(DecisionLog.MOST_WAITING + 1);
    assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(DecisionLog.MOST_WAITING + 1);
  }

  @Test
  void whatWaitsIsWrittenBeforeTheEndAndNothingAfterIt() throws IOException {
    DecisionLog log = open(folder.resolve("log"));
    log.add(numbered(1));

    log.close();
    log.add(numbered(2));
    work();

    assertThat(Files.readAllLines(folder.resolve("log"))).hasSize(1);
    assertThat(log.written()).isEqualTo(1);
    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void aDiskThatFailsIsTriedAgain() throws IOException {
    Path path = folder.resolve("sub/log");
    DecisionLog log = new DecisionLog(new DecisionFile(path, 1 << 20, 1), disk::add);
    log.add(numbered(1));
    log.add(numbered(2));
    work();
    assertThat(log.dropped()).isEqualTo(2);

    log.add(numbered(3));
    work();

    assertThat(Files.readAllLines(path)).containsExactly(DecisionWriter.line(numbered(3)));
    assertThat(log.written()).isEqualTo(1);
  }

  @Test
  void aDecisionThatComesWhileTheNodeEndsIsDropped() {
    DecisionLog log =
        new DecisionLog(
            new DecisionFile(folder.resolve("log"), 1 << 20, 1),
            _ -> {
              throw new RejectedExecutionException();
            });

    log.add(numbered(1));

    assertThat(log.dropped()).isEqualTo(1);
  }

  @Test
  void theMetersTellBothCounts() throws IOException {
    DecisionLog log = open(folder.resolve("log"));
    SimpleMeterRegistry registry = new SimpleMeterRegistry();
    new DecisionMeters(log).bindTo(registry);

    log.add(numbered(1));
    work();

    assertThat(registry.get("sluice.decisions.written").functionCounter().count()).isEqualTo(1);
    assertThat(registry.get("sluice.decisions.dropped").functionCounter().count()).isZero();
  }

  private DecisionLog open(Path path) throws IOException {
    DecisionLog log = new DecisionLog(new DecisionFile(path, 1 << 20, 1), disk::add);
    log.open();
    return log;
  }

  private void work() {
    for (Runnable next = disk.poll(); next != null; next = disk.poll()) {
      next.run();
    }
  }
}
