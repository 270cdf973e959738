package dev.sluice.provider.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import io.vertx.core.net.NetSocket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HttpPoolTest {
  private static final String OK = ScriptedProvider.answer(200, "", "{}");

  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  @Test
  void aBurstFillsConnectionsAndQueueAndNoMore() {
    List<NetSocket> open = new CopyOnWriteArrayList<>();
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (socket, _) -> open.add(socket));
    Adapter adapter = Configs.adapter(lane, provider, 2, 3);

    List<Performed> burst =
        IntStream.range(0, 6).mapToObj(_ -> lane.perform(adapter, Attempts.plain())).toList();

    Failure refused = burst.getLast().failure();
    assertThat(refused).isInstanceOf(Failure.Unreachable.class);
    assertThat(refused.message()).contains("queue");
    await().until(() -> open.size() == 2);
    assertThat(burst).filteredOn(performed -> !performed.replies().isEmpty()).hasSize(1);
  }

  @Test
  void thoseWhoWaitAreServedWhenAConnectionIsFree() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (socket, _) -> socket.write(OK));
    Adapter adapter = Configs.adapter(lane, provider, 1, 50);

    List<Performed> all =
        IntStream.range(0, 50).mapToObj(_ -> lane.perform(adapter, Attempts.plain())).toList();

    all.forEach(performed -> performed.read().whole());
    assertThat(provider.opened()).isOne();
    assertThat(provider.asked()).hasSize(50);
  }

  @Test
  void whoWaitsLongerThanAConnectionMayTakeIsToldSo() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (_, _) -> {});
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    Performed holder = lane.perform(adapter, Attempts.plain());

    Performed waiting = lane.perform(adapter, Attempts.plain());

    assertThat(waiting.failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(holder.replies()).isEmpty();
  }

  @Test
  void aKeptConnectionThatClosesUnderTheRequestIsNotTheProvidersFailure() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, asked) -> {
              if (asked.turn() == 1) {
                socket.write(OK);
              } else {
                socket.close();
              }
            });
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    lane.perform(adapter, Attempts.plain()).read().whole();

    Performed second = lane.perform(adapter, Attempts.plain()).read();

    assertThat(second.whole()).isEqualTo("{}");
    assertThat(provider.opened()).isEqualTo(2);
    assertThat(provider.asked().getLast().body().toString()).isEqualTo(Attempts.PLAIN);
  }

  @Test
  void aRequestIsRepeatedOnlyOnce() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, asked) -> {
              if (asked.connection() == 1 && asked.turn() == 1) {
                socket.write(OK);
              } else {
                socket.close();
              }
            });
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    lane.perform(adapter, Attempts.plain()).read().whole();

    Performed second = lane.perform(adapter, Attempts.plain());

    assertThat(second.failure()).isInstanceOf(Failure.Unreachable.class);
    assertThat(provider.asked()).hasSize(3);
  }

  @Test
  void aBrokenAnswerGivesItsPlaceBack() {
    ScriptedProvider provider =
        new ScriptedProvider(
            lane.vertx(),
            (socket, asked) -> {
              socket.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf");
              socket.close();
            });
    Adapter adapter = Configs.adapter(lane, provider, 1, 0);

    for (int i = 0; i < 5; i++) {
      lane.perform(adapter, Attempts.plain()).read().broken();
    }
  }

  @Test
  void closingTheAdapterFailsWhatIsInFlight() {
    ScriptedProvider provider = new ScriptedProvider(lane.vertx(), (_, _) -> {});
    Adapter adapter = Configs.adapter(lane, provider, 1, 1);
    Performed performed = lane.perform(adapter, Attempts.plain());
    await().until(() -> provider.asked().size() == 1);

    Lane.get(lane.call(adapter::close));

    assertThat(performed.failure()).isInstanceOf(Failure.Unreachable.class);
    await().until(() -> provider.closed() == 1);
  }
}
