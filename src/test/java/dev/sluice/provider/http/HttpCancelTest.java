package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpCancelTest {
  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void cancellingBeforeTheHeadClosesTheConnection() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (_, _) -> {});
    Performed performed = lane.perform(Configs.adapter(lane, provider, 1, 1), Attempts.plain());
    await().until(() -> provider.asked().size() == 1);

    performed.cancel();

    await().until(() -> provider.closed() == 1);
    assertThat(performed.replies()).singleElement().isInstanceOf(Reply.Failed.class);
  }

  @Test
  void cancellingWithinTheBodyClosesTheConnectionAndSaysNothing() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, _) -> socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf"));
    Performed performed =
        lane.perform(Configs.adapter(lane, provider, 1, 1), Attempts.stream()).read();
    await().until(() -> performed.text().equals("half"));

    performed.cancel();

    await().until(() -> provider.closed() == 1);
    assertThat(performed.over()).isFalse();
    assertThat(performed.replies()).hasSize(1);
  }

  @Test
  void cancellingWithinAnErrorBodyRepliesOnce() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, _) -> socket.write("HTTP/1.1 500 x\r\ncontent-length: 9\r\n\r\nhalf"));
    Performed performed = lane.perform(Configs.adapter(lane, provider, 1, 1), Attempts.stream());
    await().until(() -> provider.asked().size() == 1);

    performed.cancel();

    await().until(() -> provider.closed() == 1);
    assertThat(performed.replies()).hasSize(1);
  }

  @Test
  void anAttemptCancelledInTheQueueLeavesItsPlaceAndIsNeverSent() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, asked) -> {
              if (asked.turn() > 1) {
                socket.write(ScriptedProvider.answer(200, "", "{}"));
              } else {
                lane.vertx()
                    .setTimer(200, _ -> socket.write(ScriptedProvider.answer(200, "", "{}")));
              }
            });
    Adapter adapter = Configs.adapter(lane, provider, 1, 2);
    Performed first = lane.perform(adapter, Attempts.plain());
    Performed second = lane.perform(adapter, Attempts.plain());

    second.cancel();
    Performed third = lane.perform(adapter, Attempts.plain());

    assertThat(first.read().whole()).isEqualTo("{}");
    assertThat(third.read().whole()).isEqualTo("{}");
    assertThat(provider.asked()).hasSize(2);
    assertThat(provider.opened()).isOne();
    assertThat(second.replies()).singleElement().isInstanceOf(Reply.Failed.class);
  }

  @Test
  void anAttemptCancelledBeforeItBeganIsNotPerformed() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (_, _) -> {});
    Attempt attempt = Attempts.plain();
    attempt.cancellation().cancel();

    Performed performed = lane.perform(Configs.adapter(lane, provider, 1, 1), attempt);

    assertThat(performed.failure()).isNotNull();
    assertThat(provider.opened()).isZero();
  }

  @Test
  void cancellingAfterTheEndKeepsTheConnection() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(), (socket, _) -> socket.write(ScriptedProvider.answer(200, "", "{}")));
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    Performed first = lane.perform(adapter, Attempts.plain()).read();
    first.whole();

    first.cancel();
    lane.perform(adapter, Attempts.plain()).read().whole();

    assertThat(provider.opened()).isOne();
  }

  @Test
  void cancellingAPausedAnswerThatIsCompleteFreesItsConnection() {
    StringBuilder chunks =
        new StringBuilder("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n");
    chunks.repeat("1\r\nx\r\n", 15).append("0\r\n\r\n");
    ScriptedProvider provider =
        new ScriptedProvider(lane.vertx(), (socket, _) -> socket.write(chunks.toString()));
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    Performed paused = lane.perform(adapter, Attempts.stream()).listen();

    paused.cancel();

    assertThat(lane.perform(adapter, Attempts.stream()).read().whole()).isEqualTo("x".repeat(15));
  }
}
