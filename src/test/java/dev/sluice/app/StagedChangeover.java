package dev.sluice.app;

import dev.sluice.config.SluiceConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A way to other configurations that goes as a test says, and counts what is not given back. */
final class StagedChangeover implements Changeover {
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger prepared = new AtomicInteger();
  private final List<String> taken = new CopyOnWriteArrayList<>();
  private volatile SluiceConfig inForce;
  private volatile Supplier<Future<Void>> preparing = Future::succeededFuture;
  private volatile Supplier<Future<Void>> taking = Future::succeededFuture;
  private volatile Consumer<SluiceConfig> witness = _ -> {};

  StagedChangeover(SluiceConfig inForce) {
    this.inForce = inForce;
  }

  /** What comes of making changes ready from now on. */
  void prepares(Supplier<Future<Void>> outcome) {
    preparing = outcome;
  }

  /** What comes of taking changes from now on. */
  void takes(Supplier<Future<Void>> outcome) {
    taking = outcome;
  }

  /** Is told of each change as its taking begins. */
  void witness(Consumer<SluiceConfig> next) {
    witness = next;
  }

  /** A change comes into force, whether or not its taking ends well. */
  void enter(SluiceConfig config) {
    inForce = config;
  }

  /** Changes that are ready and were neither taken nor dropped. */
  int open() {
    return open.get();
  }

  /** How many changes were made ready. */
  int prepared() {
    return prepared.get();
  }

  /** Versions that were taken, in their order. */
  List<String> taken() {
    return taken;
  }

  @Override
  public SluiceConfig inForce() {
    return inForce;
  }

  @Override
  public Future<Ready> prepare(SluiceConfig next) {
    return home(preparing)
        .map(_ -> {
          prepared.incrementAndGet();
          open.incrementAndGet();
          return new Staged(next);
        });
  }

  /** Whoever changes something goes on where it began, as it does with the real one. */
  private static Future<Void> home(Supplier<Future<Void>> outcome) {
    return new Home(Objects.requireNonNull(Vertx.currentContext())).bring(outcome.get());
  }

  private final class Staged implements Ready {
    private final SluiceConfig next;

    Staged(SluiceConfig next) {
      this.next = next;
    }

    @Override
    public SluiceConfig config() {
      return next;
    }

    @Override
    public Future<Void> take() {
      open.decrementAndGet();
      witness.accept(next);
      return home(taking)
          .onSuccess(_ -> {
            inForce = next;
            taken.add(Fleets.version(next));
          });
    }

    @Override
    public Future<Void> drop() {
      open.decrementAndGet();
      return Future.succeededFuture();
    }
  }
}
