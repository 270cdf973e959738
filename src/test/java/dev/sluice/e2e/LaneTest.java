package dev.sluice.e2e;

import static dev.sluice.e2e.RunningGateway.MESSAGES;
import static dev.sluice.e2e.Scripts.refuses;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.RequestTopic;
import dev.sluice.bus.RouteQuery;
import dev.sluice.e2e.ScriptedProvider.Script;
import io.vertx.core.Handler;
import io.vertx.core.eventbus.DeliveryContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Where the steps of an exchange are taken. */
final class LaneTest {
  private static final int CLIENTS = 16;

  /**
   * A message of an exchange as one of its verticles sent it or got it.
   *
   * @param thread on which that happened
   * @param address without the lane's number
   */
  private record Step(String thread, String address) {}

  private static final class Steps {
    private final Map<String, List<Step>> byExchange = new ConcurrentHashMap<>();

    /** Notes which thread the message of an exchange is on, where it says of which it is. */
    Handler<DeliveryContext<Object>> in(String way) {
      return context -> {
        String exchange =
            switch (asked(context)) {
              case RouteQuery query -> query.model();
              case Attempt attempt -> attempt.requestId();
              default -> null;
            };
        if (exchange != null) {
          String what = asked(context).getClass().getSimpleName();
          byExchange
              .computeIfAbsent(exchange, _ -> new CopyOnWriteArrayList<>())
              .add(new Step(Thread.currentThread().getName(), way + " " + what));
        }
        context.next();
      };
    }

    private static Object asked(DeliveryContext<Object> context) {
      Object body = context.message().body();
      return body instanceof RequestTopic.Request<?, ?> request ? request.body() : body;
    }
  }

  /** Fails the first attempt of each exchange; then answers with the exchange's id. */
  private static Script flaky() {
    Set<String> seen = ConcurrentHashMap.newKeySet();
    return (request, socket) -> {
      String id = request.header("x-request-id");
      Script script =
          seen.add(id)
              ? refuses(500, "server_error", "oops")
              : Scripts.answers(200, Scripts.ANSWER, "x-exchange: " + id);
      script.play(request, socket);
    };
  }

  @Test
  void allStepsOfAnExchangeAreTakenOnTheEventLoopThatItCameInOn() {
    Settings settings =
        new Settings()
            .server("lanes", 2)
            .limits("exchanges", 2 * CLIENTS)
            .breaker("enabled", false);
    List<String> names = IntStream.range(0, CLIENTS).mapToObj(i -> "exchange-" + i).toList();
    try (ScriptedProvider provider = new ScriptedProvider(flaky())) {
      names.forEach(name -> settings.model(name, provider));
      try (RunningGateway gateway = new RunningGateway(settings)) {
        Steps steps = new Steps();
        gateway.vertx().eventBus().addOutboundInterceptor(steps.in("sent"));
        gateway.vertx().eventBus().addInboundInterceptor(steps.in("got"));
        List<RawClient> clients = names.stream().map(_ -> gateway.client()).toList();
        for (int i = 0; i < CLIENTS; i++) {
          String request = "{\"model\":\"" + names.get(i) + "\"," + MESSAGES + "}";
          clients.get(i).chat(request, "x-request-id: " + names.get(i));
        }
        assertThat(clients)
            .extracting(RawClient::answer)
            .allSatisfy(answer ->
                assertThat(answer.header("x-sluice-attempts")).as("%s", answer).isEqualTo("2"));
        clients.forEach(RawClient::close);

        assertThat(steps.byExchange).hasSize(CLIENTS).allSatisfy((_, taken) -> onOneThread(taken));
        assertThat(steps.byExchange.values().stream().flatMap(List::stream).map(Step::thread))
            .allSatisfy(thread -> assertThat(thread).startsWith("vert.x-eventloop-thread-"));
        assertThat(threads(steps)).hasSize(2);
      }
    }
  }

  private static void onOneThread(List<Step> taken) {
    assertThat(taken)
        .extracting(Step::address)
        .containsExactly(
            "sent RouteQuery",
            "got RouteQuery",
            "sent Attempt",
            "got Attempt",
            "sent Attempt",
            "got Attempt");
    assertThat(taken).extracting(Step::thread).containsOnly(taken.getFirst().thread());
  }

  private static Stream<String> threads(Steps steps) {
    return steps.byExchange.values().stream().map(taken -> taken.getFirst().thread()).distinct();
  }
}
