package dev.sluice.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class BodyTest {
  private final List<String> heard = new ArrayList<>();
  private final Plain body = new Plain();

  @BeforeEach
  void listen() {
    body.exceptionHandler(cause -> heard.add(cause.getMessage()))
        .endHandler(_ -> heard.add("end"))
        .handler(read -> heard.add(read.toString()));
  }

  @Test
  void isPausedAtFirst() {
    assertThat(body.asked()).isFalse();
  }

  @Test
  void countsWhatItIsAskedForAndGives() {
    body.fetch(1).fetch(1);
    body.give(Buffer.buffer("a"));
    assertThat(body.asked()).isTrue();

    body.give(Buffer.buffer("b"));

    assertThat(body.asked()).isFalse();
    assertThat(heard).containsExactly("a", "b");
  }

  @Test
  void countsNothingOnceAllIsAskedFor() {
    body.fetch(7).resume();

    body.give(Buffer.buffer("a"));

    assertThat(body.counted()).isFalse();
    assertThat(body.asked()).isTrue();
  }

  @Test
  void tellsItsEndOnceAndNothingAfterIt() {
    body.tellEnd();
    body.tellEnd();
    body.tellBreak(new IllegalStateException("broken"));

    assertThat(heard).containsExactly("end");
  }

  @Test
  void tellsItsBreakOnceAndNothingAfterIt() {
    body.tellBreak(new IllegalStateException("broken"));
    body.tellEnd();

    assertThat(heard).containsExactly("broken");
  }

  private static final class Plain extends Body {
    @Override
    public Plain pause() {
      unask();
      return this;
    }

    @Override
    public Plain fetch(long amount) {
      ask(amount);
      return this;
    }
  }
}
