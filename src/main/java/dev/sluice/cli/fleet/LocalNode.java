package dev.sluice.cli.fleet;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A node that runs as a child process, and is started again when it dies. Thread-safe. */
public final class LocalNode {
  /**
   * How nodes are run.
   *
   * @param program what is run
   * @param restart whether a node that dies is started again
   * @param say takes what the nodes print and what becomes of them, a line each
   * @param later runs what it is given after a pause
   */
  public record Runner(
      ChildProgram program,
      boolean restart,
      Consumer<String> say,
      Function<Duration, Executor> later) {
    /** With the system's clock. */
    public Runner(ChildProgram program, boolean restart, Consumer<String> say) {
      this(
          program,
          restart,
          say,
          pause -> CompletableFuture.delayedExecutor(pause.toMillis(), TimeUnit.MILLISECONDS));
    }
  }

  private final String name;
  private final Path configuration;
  private final Runner runner;
  private @Nullable Process process;
  private RestartPause pause = RestartPause.FIRST;
  private long startedNanos;
  private boolean stopping;

  /** A node that does not run yet. */
  public LocalNode(String name, Path configuration, Runner runner) {
    this.name = name;
    this.configuration = configuration;
    this.runner = runner;
  }

  /**
   * Starts the process; does nothing when the node was told to stop.
   *
   * @throws IOException when it cannot be started
   */
  public synchronized void start() throws IOException {
    if (stopping) {
      return;
    }
    Process started = runner.program.serve(configuration);
    process = started;
    startedNanos = System.nanoTime();
    Thread.ofVirtual().name(name).start(() -> print(started));
    CompletableFuture<Void> ended = started.onExit().thenAccept(this::ended);
    ended.exceptionally(failure -> {
      runner.say.accept(name + ": " + failure);
      return null;
    });
  }

  /** Id of the process, 0 when there is none. */
  public synchronized long pid() {
    return process == null ? 0 : process.pid();
  }

  /** Whether the process runs. */
  public synchronized boolean running() {
    return process != null && process.isAlive();
  }

  private void print(Process of) {
    try (BufferedReader output = of.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        runner.say.accept(name + " | " + line);
      }
    } catch (IOException _) {
      // It is told when the process ends.
    }
  }

  private synchronized void ended(Process of) {
    if (stopping || !of.equals(process)) {
      return;
    }
    String died = "%s died with exit code %d".formatted(name, of.exitValue());
    if (!runner.restart) {
      runner.say.accept(died);
      return;
    }
    RestartPause now = pause.afterLife(Duration.ofNanos(System.nanoTime() - startedNanos));
    pause = now.doubled();
    runner.say.accept("%s; starting it again in %d ms".formatted(died, now.pause().toMillis()));
    runner.later.apply(now.pause()).execute(this::startAgain);
  }

  private void startAgain() {
    try {
      start();
    } catch (IOException e) {
      runner.say.accept("%s cannot be started: %s".formatted(name, e.getMessage()));
    }
  }

  /** Tells the node to stop when its exchanges have ended, and not to come back. */
  public synchronized void stop() {
    stopping = true;
    if (process != null && process.isAlive()) {
      // Of the handle: the process' own method closes its output, which is still to be printed.
      boolean told = process.toHandle().destroy();
      if (!told) {
        runner.say.accept(name + " could not be told to stop");
      }
    }
  }

  /**
   * Waits for the end of a node that was told to stop, and ends it by force after the time.
   *
   * @return whether it ended by itself
   */
  public boolean awaitEnd(Duration bound) throws InterruptedException {
    Process last;
    synchronized (this) {
      last = process;
    }
    if (last == null || last.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
      return true;
    }
    runner.say.accept(name + " did not stop in time and is ended by force");
    last.destroyForcibly();
    return false;
  }
}
