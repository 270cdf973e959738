package dev.sluice.app;

import static dev.sluice.app.Watched.parse;
import static dev.sluice.app.Watched.result;
import static dev.sluice.app.Watched.version;
import static dev.sluice.app.Watched.yaml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.admin.ConfigReport;
import dev.sluice.fleet.Standing;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConfigWatchTest {
  private static final String OLD = yaml("old");
  private static final String NEW = yaml("new");
  private static final String CURRENT = "current";
  private static final String WAITING = "waiting";
  private static final String REFUSED = "refused";

  private final Watched node = new Watched(OLD);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aNodeAloneTakesAChangeAtOnce() {
    ConfigReport told = node.change(NEW);

    assertThat(told.state()).isEqualTo(CURRENT);
    assertThat(told.changes()).containsExactly("model old removed", "model new added");
    assertThat(told.version()).isEqualTo(version(NEW)).isEqualTo(told.offered());
    assertThat(node.fleet.orders()).as("the others are to read theirs").isEqualTo(1);
  }

  @Test
  void itWaitsForMembersThatSayOtherwiseOrNothing() {
    node.fleet.offers("node-2", version(NEW));
    node.fleet.offers("node-3", version(OLD));
    node.fleet.offers("node-4", "");
    ConfigReport told = node.change(NEW);

    assertThat(told.state()).isEqualTo(WAITING);
    assertThat(told.waitingFor()).containsExactly("node-3", "node-4");
    assertThat(told.changes()).containsExactly("model old removed", "model new added");
    assertThat(told.version()).isEqualTo(version(OLD));
    assertThat(told.offered()).isEqualTo(version(NEW));
    assertThat(node.changeover.taken()).isEmpty();

    node.fleet.offers("node-4", version(NEW));
    await()
        .untilAsserted(
            () -> assertThat(node.status.report().waitingFor()).containsExactly("node-3"));
    node.fleet.goes("node-3");
    await().untilAsserted(() -> assertThat(node.version()).isEqualTo(version(NEW)));
    await().untilAsserted(() -> assertThat(node.status.report().state()).isEqualTo(CURRENT));
    assertThat(node.changeover.taken()).containsExactly(version(NEW));
  }

  @Test
  void aMinorityWaitsThoughAllThatItSeesSayTheSame() {
    node.fleet.offers("node-2", version(NEW));
    node.fleet.stands(Standing.MINORITY);

    assertThat(node.change(NEW).waitingFor()).containsExactly("a majority of the fleet");
    node.fleet.stands(Standing.MAJORITY);
    await().untilAsserted(() -> assertThat(node.version()).isEqualTo(version(NEW)));
  }

  @ParameterizedTest
  @CsvSource({
    "back, current, ''",
    "wrong, refused, sluice.yaml:1",
    "restart, refused, failover: a change of it takes a restart of the node",
  })
  void whatWaitsIsTakenBackWhenTheFileSaysOtherwise(String how, String state, String problem) {
    node.fleet.offers("node-2", version(OLD));
    assertThat(node.change(NEW).state()).isEqualTo(WAITING);
    ConfigReport told =
        node.change(
            switch (how) {
              case "back" -> OLD;
              case "wrong" -> "providers: {a: {type: open";
              default -> NEW + "failover: {attempts: 9}\n";
            });

    assertThat(told.state()).isEqualTo(state);
    assertThat(String.join("", told.problems())).contains(problem);
    assertThat(told.waitingFor()).isEmpty();
    assertThat(told.offered()).isEqualTo(version(OLD));
    assertThat(node.changeover.open()).isZero();
    node.fleet.offers("node-2", version(NEW));
    assertThat(result(node.reload()).state()).isEqualTo(state);
    assertThat(node.changeover.taken()).isEmpty();
  }

  @Test
  void aSecondChangeTakesThePlaceOfOneThatWaits() {
    String third = yaml("third");
    node.fleet.offers("node-2", version(OLD));
    assertThat(node.change(NEW).state()).isEqualTo(WAITING);
    ConfigReport told = node.change(third);

    assertThat(told.state()).isEqualTo(WAITING);
    assertThat(told.changes()).containsExactly("model old removed", "model third added");
    assertThat(told.offered()).isEqualTo(version(third));
    assertThat(node.changeover.open()).isEqualTo(1);
    node.fleet.offers("node-2", version(third));
    assertThat(result(node.reload()).state()).isEqualTo(CURRENT);
    assertThat(node.changeover.taken()).containsExactly(version(third));
    assertThat(node.changeover.open()).isZero();
  }

  @Test
  void whatWaitsIsMadeReadyOnceHoweverOftenItIsReadOver() {
    node.fleet.offers("node-2", version(OLD));
    node.change(NEW);
    node.change(NEW);
    node.change(NEW);

    assertThat(node.changeover.prepared()).isEqualTo(1);
    assertThat(node.changeover.open()).isEqualTo(1);
  }

  @Test
  void anotherKeyIsTakenWhateverTheOthersSay() {
    node.fleet.offers("node-2", version(NEW));
    node.fleet.stands(Standing.MINORITY);
    ConfigReport told = node.change(yaml("old", "another"));

    assertThat(told.state()).isEqualTo(CURRENT);
    assertThat(told.changes()).containsExactly("provider a changed");
    assertThat(told.version()).isEqualTo(version(OLD)).isEqualTo(told.offered());
    assertThat(node.changeover.taken()).hasSize(1);
  }

  @Test
  void anotherKeyWithAChangeThatWaitsTakesThatBack() {
    node.fleet.offers("node-2", version(OLD));
    assertThat(node.change(NEW).state()).isEqualTo(WAITING);

    assertThat(node.change(yaml("old", "another")).state()).isEqualTo(CURRENT);
    assertThat(node.offered()).isEqualTo(version(OLD));
    assertThat(node.changeover.open()).isZero();
  }

  @Test
  void twoOrdersAtOnceAreTwoAnswersAndOneChange() {
    node.write(NEW);
    Future<ConfigReport> one = node.reload();
    Future<ConfigReport> other = node.reload();

    assertThat(result(one).version()).isEqualTo(version(NEW));
    assertThat(result(other).version()).isEqualTo(version(NEW));
    assertThat(node.changeover.taken()).hasSize(1);
  }

  @Test
  void anOrderDuringAChangeIsAnsweredByWhatItFinds() {
    Promise<Void> taking = Promise.promise();
    Promise<Void> begun = Promise.promise();
    node.changeover.takes(() -> {
      begun.tryComplete();
      return taking.future();
    });
    node.write(NEW);
    Future<ConfigReport> first = node.reload();
    result(begun.future());
    node.write(OLD);
    Future<ConfigReport> second = node.reload();
    node.changeover.takes(Future::succeededFuture);
    taking.complete();

    assertThat(result(first).version()).isEqualTo(version(NEW));
    assertThat(result(second).version()).isEqualTo(version(OLD));
    assertThat(node.changeover.taken()).containsExactly(version(NEW), version(OLD));
  }

  @Test
  void anOrderOfAnotherMemberHasTheFileRead() {
    node.write(NEW);
    node.fleet.order();

    await().untilAsserted(() -> assertThat(node.version()).isEqualTo(version(NEW)));
    assertThat(node.fleet.orders()).as("it goes no further").isZero();
  }

  @Test
  void whatCannotBeMadeReadyIsRefusedWithTheReason() {
    node.changeover.prepares(() -> Future.failedFuture("provider a: cannot read key.json"));
    ConfigReport told = node.change(NEW);

    assertThat(told.state()).isEqualTo(REFUSED);
    assertThat(told.problems()).containsExactly("provider a: cannot read key.json");
    assertThat(told.offered()).isEqualTo(version(OLD));
    node.changeover.prepares(Future::succeededFuture);
    assertThat(result(node.reload()).state()).as("the file is there now").isEqualTo(CURRENT);
  }

  @Test
  void aFaultOfTheProgramIsToldAndHoldsNothingUp() {
    node.changeover.prepares(() -> {
      throw new IllegalStateException("a fault");
    });

    assertThat(node.change(NEW).problems()).containsExactly("a fault");
    node.changeover.prepares(Future::succeededFuture);
    assertThat(result(node.reload()).state()).isEqualTo(CURRENT);
  }

  @Test
  void aChangeThatFailsOnItsWayIsToldAndNoLongerOffered() {
    node.changeover.takes(() -> Future.failedFuture(new IllegalStateException("a fault")));
    ConfigReport told = node.change(NEW);

    assertThat(told.state()).isEqualTo(REFUSED);
    assertThat(told.problems()).singleElement().asString().contains("restart the node");
    assertThat(told.version()).isEqualTo(version(OLD)).isEqualTo(told.offered());
    node.changeover.takes(Future::succeededFuture);
    assertThat(result(node.reload()).state()).isEqualTo(CURRENT);
    assertThat(node.version()).isEqualTo(version(NEW));
  }

  @Test
  void aChangeThatFailsWhenItIsInForceIsToldAsInForce() {
    node.changeover.takes(() -> {
      node.changeover.enter(parse(NEW));
      return Future.failedFuture(new IllegalStateException("a fault"));
    });

    assertThat(node.change(NEW).state()).isEqualTo(REFUSED);
    assertThat(node.version()).isEqualTo(version(NEW)).isEqualTo(node.offered());
  }

  @Test
  void theEndTakesBackWhatWaits() {
    node.fleet.offers("node-2", version(OLD));
    assertThat(node.change(NEW).state()).isEqualTo(WAITING);
    result(node.stop());

    assertThat(node.offered()).isEqualTo(version(OLD));
    assertThat(node.changeover.open()).isZero();
  }

  @Test
  void theEndWaitsForAChangeOnItsWayAndAnswersAllOrders() {
    Promise<Void> taking = Promise.promise();
    Promise<Void> begun = Promise.promise();
    node.changeover.takes(() -> {
      begun.tryComplete();
      return taking.future();
    });
    node.write(NEW);
    List<Future<ConfigReport>> orders = List.of(node.reload(), node.reload());
    result(begun.future());
    Future<Void> end = node.stop();
    orders.forEach(order -> assertThat(result(order).version()).isEqualTo(version(OLD)));
    assertThat(end.isComplete()).isFalse();
    taking.complete();
    result(end);

    assertThat(node.version()).isEqualTo(version(NEW));
    assertThat(result(node.reload()).version()).isEqualTo(version(NEW));
    node.fleet.order();
    assertThat(node.changeover.prepared()).isEqualTo(1);
  }
}
