package dev.sluice.wire.sse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class InflowTest {
  private final Inflow inflow = new Inflow(32);

  private void feed(String text) {
    inflow.feed(Bytes.of(Buffer.buffer(text)));
  }

  private String text() {
    EventReader events = inflow.events();
    int from = events.textFrom();
    return new String(events.array(), from, events.dataTo() - from, StandardCharsets.UTF_8);
  }

  @Test
  void givesOneEventAfterTheOther() {
    feed("data: one\n\ndata:   two\n\ndata: th");

    assertThat(inflow.next()).isTrue();
    assertThat(text()).isEqualTo("one");
    assertThat(inflow.next()).isTrue();
    assertThat(text()).isEqualTo("two");
    assertThat(inflow.next()).isFalse();
    assertThat(inflow.over()).isFalse();
  }

  @Test
  void anEventThatIsTooLongEndsIt() {
    feed("data: one\n\ndata: " + "x".repeat(40));

    assertThat(inflow.next()).isTrue();
    assertThat(inflow.next()).isFalse();
    assertThat(inflow.failure())
        .isEqualTo(new Failure.Garbled("The provider sent an event of more than 32 bytes."));
  }

  @Test
  void nothingFollowsTheEnd() {
    feed("data: one\n\ndata: two\n\n");
    assertThat(inflow.next()).isTrue();

    inflow.finish();

    assertThat(inflow.next()).isFalse();
    assertThat(inflow.last()).isFalse();
    assertThat(inflow.finished()).isTrue();
    assertThat(inflow.failure()).isNull();
  }

  @Test
  void whatIsThrownIsTheFailureOrSaysThatTheEventIsNoJson() {
    inflow.fail(new MalformedJson(0));
    assertThat(inflow.failure())
        .isEqualTo(new Failure.Garbled("The provider sent an event that is not JSON."));

    inflow.fail(new FailureException(new Failure.Internal("x")));
    assertThat(inflow.failure()).isEqualTo(new Failure.Internal("x"));
  }

  @Test
  void aLastEventThatIsGarbledWasCutShort() {
    feed("data: {\"a\":");
    assertThat(inflow.next()).isFalse();
    assertThat(inflow.last()).isTrue();
    inflow.fail(new MalformedJson(0));

    inflow.torn();

    assertThat(inflow.failure()).isInstanceOf(Failure.Cut.class);
  }

  @Test
  void knowsTheWordThatEndsAStream() {
    feed("data: [DONE]\n\ndata: [DONE] \n\n");

    assertThat(inflow.next()).isTrue();
    assertThat(inflow.events().isDone(inflow.events().textFrom())).isTrue();
    assertThat(inflow.next()).isTrue();
    assertThat(inflow.events().isDone(inflow.events().textFrom())).isFalse();
  }
}
