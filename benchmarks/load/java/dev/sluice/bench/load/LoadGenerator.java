package dev.sluice.bench.load;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.bench.http.Transport;
import dev.sluice.bench.process.ProcessCost;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Carries out {@link LoadCommand}s on one event loop. */
public final class LoadGenerator implements AutoCloseable {
  private final EventLoopGroup loops = Transport.best().loops(1);
  private final EventLoop loop = loops.next();

  /**
   * Carries out a command and tells what happens; returns when all connections are closed.
   *
   * @throws InterruptedException when interrupted in waiting
   */
  public void run(LoadCommand command, Consumer<LoadEvent> listener) throws InterruptedException {
    List<Driver> drivers = command.specs().stream().map(s -> new Driver(s, loop)).toList();
    each(drivers, Driver::start);
    while (!on(() -> drivers.stream().allMatch(Driver::allStarted))) {
      Thread.sleep(10);
    }
    pause(command.settleSeconds());
    listener.accept(new LoadEvent(LoadEvent.Kind.STEADY, null));
    List<Long> watched = ProcessCost.tree(command.watch());
    List<Long> bench = union(watched, ProcessCost.tree(command.root()));
    Mark earlier = on(() -> Mark.take(drivers, watched, bench));
    for (int i = 1; i < command.windows(); i++) {
      pause(command.windowSeconds());
      Mark border = on(() -> Mark.take(drivers, watched, bench));
      listener.accept(new LoadEvent(LoadEvent.Kind.WINDOW, border.since(earlier)));
      earlier = border;
    }
    pause(command.windowSeconds());
    Mark last = on(() -> Mark.take(drivers, watched, bench));
    drain(drivers, command.drainSeconds());
    last.addFailuresOf(on(() -> Mark.take(drivers, watched, bench)));
    listener.accept(new LoadEvent(LoadEvent.Kind.WINDOW, last.since(earlier)));
    listener.accept(new LoadEvent(LoadEvent.Kind.END, null));
  }

  @Override
  public void close() {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS).syncUninterruptibly();
  }

  private void drain(List<Driver> drivers, double seconds) throws InterruptedException {
    each(drivers, Driver::stop);
    long end = System.nanoTime() + (long) (seconds * 1e9);
    while (open(drivers) > 0 && System.nanoTime() - end < 0) {
      Thread.sleep(10);
    }
    each(drivers, Driver::giveUp);
  }

  private long open(List<Driver> drivers) throws InterruptedException {
    return on(() -> drivers.stream().mapToLong(Driver::open).sum());
  }

  private void each(List<Driver> drivers, Consumer<Driver> work) throws InterruptedException {
    var _ =
        on(() -> {
          drivers.forEach(work);
          return drivers.size();
        });
  }

  private <T> T on(Supplier<T> work) throws InterruptedException {
    try {
      return loop.submit(work::get).get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the load's event loop failed", e.getCause());
    }
  }

  private static List<Long> union(List<Long> one, List<Long> other) {
    return Stream.concat(one.stream(), other.stream()).distinct().toList();
  }

  private static void pause(double seconds) throws InterruptedException {
    Thread.sleep(Math.round(seconds * 1e3));
  }

  /**
   * Carries out the commands of the standard input, one JSON line each, and prints events likewise;
   * ends with its input.
   */
  public static void main(String[] args) throws IOException, InterruptedException {
    JsonMapper json = new JsonMapper();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    try (LoadGenerator generator = new LoadGenerator()) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        generator.run(
            json.readValue(line, LoadCommand.class),
            event -> System.out.println(json.valueToTree(event).toString()));
      }
    }
  }
}
