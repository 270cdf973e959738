package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class SelfTest {
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger changes = new AtomicInteger();
  private final Self self = new Self("a", "node-a", "1", "", this::first, Instant.EPOCH);

  private String first() {
    asked.incrementAndGet();
    return "one";
  }

  private void listen() {
    self.onChange(changes::incrementAndGet);
  }

  @Test
  void aNodeOffersWhatItBeganWith() {
    assertThat(asked).hasValue(0);
    assertThat(self.offered()).isEqualTo("one");
    assertThat(self.config()).isEqualTo("one");
    assertThat(self.presence().waiting()).isFalse();
    assertThat(asked).hasValue(1);
  }

  @Test
  void whatItWouldTakeIsOfferedBesideWhatIsInForce() {
    listen();
    self.offer("two");

    assertThat(self.presence().config()).isEqualTo("one");
    assertThat(self.presence().offered()).isEqualTo("two");
    assertThat(self.presence().waiting()).isTrue();
    assertThat(changes).hasValue(1);
  }

  @Test
  void whatItHasTakenIsInForceAndOffered() {
    self.offer("two");
    listen();
    self.configured("two");

    assertThat(self.presence().config()).isEqualTo("two");
    assertThat(self.presence().offered()).isEqualTo("two");
    assertThat(changes).hasValue(1);
  }

  @Test
  void theVersionInForceTakesAnOfferBack() {
    self.offer("two");
    listen();
    self.offer("one");

    assertThat(self.presence().waiting()).isFalse();
    assertThat(changes).hasValue(1);
  }

  @Test
  void whatChangesNothingIsNotTold() {
    listen();
    self.offer("one");
    self.configured("one");
    self.offer("two");
    self.offer("two");

    assertThat(changes).hasValue(1);
  }

  @Test
  void aListenerSeesWhatItIsToldOf() {
    List<Presence> seen = new ArrayList<>();
    self.onChange(() -> seen.add(self.presence()));
    self.offer("two");
    self.configured("two");

    assertThat(seen).extracting(Presence::config).containsExactly("one", "two");
    assertThat(seen).extracting(Presence::offered).containsExactly("two", "two");
  }

  @Test
  void theFirstVersionIsMadeOnceForAllWhoAsk() throws Exception {
    int threads = 8;
    CyclicBarrier start = new CyclicBarrier(threads);
    List<Future<String>> answers = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      for (int i = 0; i < threads; i++) {
        answers.add(
            pool.submit(() -> {
              start.await(30, TimeUnit.SECONDS);
              return self.config();
            }));
      }
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("one");
    }
    assertThat(asked).hasValue(1);
  }
}
