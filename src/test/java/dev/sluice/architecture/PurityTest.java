package dev.sluice.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What pure code leaves alone, and what no code does to an event loop. */
final class PurityTest {
  /** The two classes by which the routing meets the bus. */
  private static final Set<String> ROUTING_SHELL = Set.of("RoutingVerticle", "Models");

  private static final Set<String> BUFFERS =
      Set.of("io.vertx.core.buffer", "io.vertx.core.internal.buffer");

  private static final Set<String> CLOCKS_AND_CHANCE =
      Set.of(
          "java.time.Instant.now",
          "java.time.LocalDateTime.now",
          "java.time.OffsetDateTime.now",
          "java.time.ZonedDateTime.now",
          "java.lang.System.nanoTime",
          "java.lang.System.currentTimeMillis",
          "java.lang.Math.random",
          "java.util.UUID.randomUUID",
          "java.util.concurrent.ThreadLocalRandom.current");

  private static final Set<String> WAITS =
      Set.of(
          "java.lang.Thread.sleep",
          "java.lang.Thread.join",
          "java.lang.Object.wait",
          "java.util.concurrent.CompletableFuture.join",
          "java.util.concurrent.CompletableFuture.get",
          "java.util.concurrent.Future.get",
          "java.util.concurrent.ForkJoinTask.join",
          "java.util.concurrent.CountDownLatch.await",
          "java.util.concurrent.Semaphore.acquire",
          "java.util.concurrent.locks.Condition.await",
          "java.util.concurrent.locks.LockSupport.park",
          "java.util.concurrent.locks.LockSupport.parkNanos",
          "io.vertx.core.Future.await");

  @Test
  void pureCodeKnowsNoVertxButItsBuffers() {
    assertThat(
            Program.dependencies()
                .filter(use -> pure(use.getOriginClass()))
                .filter(use -> vertx(use.getTargetClass()))
                .filter(use -> !(Home.WIRE.holds(use.getOriginClass()) && buffer(use))))
        .isEmpty();
  }

  @Test
  void pureCodeIsGivenItsTimeAndItsChance() {
    assertThat(calls(PurityTest::pure).filter(call -> names(call, CLOCKS_AND_CHANCE))).isEmpty();
  }

  @Test
  void nothingWaitsButTheCommandLine() {
    assertThat(calls(type -> !Home.CLI.holds(type)).filter(call -> names(call, WAITS))).isEmpty();
  }

  private static boolean pure(JavaClass type) {
    boolean shell = ROUTING_SHELL.contains(type.getSimpleName());
    return Home.MODEL.holds(type) || Home.WIRE.holds(type) || (Home.ROUTING.holds(type) && !shell);
  }

  private static boolean vertx(JavaClass type) {
    return type.getBaseComponentType().getPackageName().startsWith("io.vertx.");
  }

  private static boolean buffer(Dependency use) {
    return BUFFERS.contains(use.getTargetClass().getBaseComponentType().getPackageName());
  }

  private static Stream<JavaAccess<?>> calls(Predicate<JavaClass> who) {
    return Program.CLASSES.stream()
        .filter(who)
        .flatMap(type -> type.getAccessesFromSelf().stream());
  }

  private static boolean names(JavaAccess<?> call, Set<String> members) {
    return members.contains(call.getTargetOwner().getName() + "." + call.getTarget().getName());
  }
}
