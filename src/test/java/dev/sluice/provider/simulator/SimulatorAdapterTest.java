package dev.sluice.provider.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.SimulatorConfig;
import dev.sluice.config.SimulatorConfig.Faults;
import dev.sluice.model.Caps;
import dev.sluice.model.Failure;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SimulatorAdapterTest {
  private static final Faults NONE = new Faults(0, 0, 0, 0, 0, Duration.ZERO);
  private static final InstantSource CLOCK =
      InstantSource.fixed(Instant.ofEpochSecond(1_800_000_000));
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ASK =
      "{\"model\":\"m\",\"stream\":%s,%s\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  private Adapter adapter(Duration firstToken, double pace, Faults faults) {
    return adapter(7, firstToken, pace, 0, faults);
  }

  private Adapter adapter(
      long seed, Duration firstToken, double pace, double jitter, Faults faults) {
    SimulatorConfig config =
        new SimulatorConfig(
            "house",
            true,
            seed,
            firstToken,
            pace,
            40,
            jitter,
            faults,
            Attempts.TIMEOUTS,
            Caps.NONE);
    return lane.adapter(vertx -> new SimulatorAdapter(vertx, config, System::nanoTime, CLOCK));
  }

  private Adapter immediate() {
    return adapter(Duration.ZERO, 0, NONE);
  }

  private static Attempt plain(String more) {
    return Attempts.of(ASK.formatted("false", more), false, null);
  }

  private static Attempt stream(String more) {
    return Attempts.of(ASK.formatted("true", more), true, null);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JsonNode> events(String text) {
    return text.lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> json(line.substring("data: ".length())))
        .toList();
  }

  @Test
  void answersACompletionWithUsage() {
    Performed performed = lane.perform(immediate(), plain("")).read();

    JsonNode answer = json(performed.whole());
    assertThat(performed.answered().headers().get("content-type")).isEqualTo("application/json");
    assertThat(answer.at("/object").asText()).isEqualTo("chat.completion");
    assertThat(answer.at("/model").asText()).isEqualTo(Attempts.MODEL);
    assertThat(answer.at("/created").asLong()).isEqualTo(1_800_000_000);
    assertThat(answer.at("/choices/0/message/role").asText()).isEqualTo("assistant");
    assertThat(answer.at("/choices/0/message/content").asText().split(" ")).hasSize(40);
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(40);
    assertThat(answer.at("/usage/prompt_tokens").asInt()).isPositive();
    assertThat(answer.at("/usage/total_tokens").asInt())
        .isEqualTo(40 + answer.at("/usage/prompt_tokens").asInt());
  }

  @Test
  void streamsTheEventsOfACompletion() {
    Performed performed = lane.perform(immediate(), stream("")).read();

    String text = performed.whole();
    List<JsonNode> events = events(text);
    assertThat(performed.answered().headers().get("content-type")).startsWith("text/event-stream");
    assertThat(text).endsWith("\n\ndata: [DONE]\n\n");
    assertThat(events.getFirst().at("/choices/0/delta/role").asText()).isEqualTo("assistant");
    assertThat(events.getLast().at("/choices/0/finish_reason").asText()).isEqualTo("stop");
    assertThat(events).extracting(event -> event.at("/id").asText()).containsOnly(id(events));
    assertThat(text).doesNotContain("\"usage\"");
  }

  private static String id(List<JsonNode> events) {
    return events.getFirst().at("/id").asText();
  }

  @Test
  void streamsUsageOnlyWhenAsked() {
    String text =
        lane.perform(immediate(), stream("\"stream_options\":{\"include_usage\":true},"))
            .read()
            .whole();

    JsonNode last = events(text).getLast();
    assertThat(last.at("/choices").isEmpty()).isTrue();
    assertThat(last.at("/usage/completion_tokens").asInt()).isEqualTo(40);
    assertThat(events(text).getFirst().at("/usage").isNull()).isTrue();
  }

  @Test
  void stopsAtTheRequestsBoundOfTokens() {
    JsonNode answer = json(lane.perform(immediate(), plain("\"max_tokens\":5,")).read().whole());

    assertThat(answer.at("/usage/completion_tokens").asInt()).isEqualTo(5);
    assertThat(answer.at("/choices/0/finish_reason").asText()).isEqualTo("length");
  }

  @Test
  void answersAsManyChoicesAsAskedFor() {
    JsonNode answer = json(lane.perform(immediate(), plain("\"n\":3,")).read().whole());

    assertThat(answer.at("/choices")).hasSize(3);
    assertThat(answer.at("/choices/2/index").asInt()).isEqualTo(2);
  }

  @Test
  void aBodyThatIsNoRequestIsRejected() {
    Performed performed = lane.perform(immediate(), Attempts.of("{", false, null));

    assertThat(performed.failure()).isInstanceOf(Failure.Client.class);
  }

  @Test
  void theSameSeedRepeatsTheRunAndAnotherDoesNot() {
    assertThat(run(7)).isEqualTo(run(7)).isNotEqualTo(run(8));
    assertThat(run(7)).doesNotHaveDuplicates();
  }

  private List<String> run(long seed) {
    Adapter adapter = adapter(seed, Duration.ZERO, 0, 0.5, NONE);
    return IntStream.range(0, 4)
        .mapToObj(_ -> lane.perform(adapter, stream("")).read().whole())
        .toList();
  }

  @Test
  void anAnswerWithoutDelayIsThereAtOnceAndInOnePiece() {
    Performed performed = lane.perform(immediate(), stream(""));

    assertThat(performed.replies()).hasSize(1);
    assertThat(performed.read().whole()).isNotEmpty();
    assertThat(performed.chunks()).hasSize(1);
  }

  @Test
  void tokensComeAtThePace() {
    long from = System.nanoTime();

    Performed performed =
        lane.perform(adapter(Duration.ofMillis(50), 200, NONE), stream("")).read();

    performed.whole();
    assertThat(Duration.ofNanos(System.nanoTime() - from))
        .isGreaterThanOrEqualTo(Duration.ofMillis(50 + 40 * 5));
    assertThat(performed.chunks()).hasSizeGreaterThan(10);
  }

  @Test
  void aPlainAnswerTakesAsLongAsItsTokens() {
    long from = System.nanoTime();

    lane.perform(adapter(Duration.ofMillis(50), 400, NONE), plain("")).read().whole();

    assertThat(Duration.ofNanos(System.nanoTime() - from))
        .isGreaterThanOrEqualTo(Duration.ofNanos(50_000_000 + 39 * 2_500_000L));
  }

  @Test
  void tokensFasterThanATimerComeTogether() {
    Performed performed = lane.perform(adapter(Duration.ZERO, 100_000, NONE), stream("")).read();

    performed.whole();
    assertThat(performed.chunks()).hasSizeLessThan(20);
  }

  @Test
  void aPausedReaderGetsNothing() {
    Performed performed = lane.perform(adapter(Duration.ZERO, 1000, NONE), stream("")).read();
    await().until(() -> !performed.chunks().isEmpty());
    performed.pause();
    int before = performed.chunks().size();

    await().during(Duration.ofMillis(100)).until(() -> performed.chunks().size() == before);
    performed.resume();

    assertThat(performed.whole()).endsWith("data: [DONE]\n\n");
  }

  @Test
  void cancellingStopsTheStream() {
    Performed performed = lane.perform(adapter(Duration.ZERO, 100, NONE), stream("")).read();
    await().until(() -> !performed.chunks().isEmpty());

    performed.cancel();

    int before = performed.chunks().size();
    await().during(Duration.ofMillis(100)).until(() -> performed.chunks().size() == before);
    assertThat(performed.over()).isFalse();
  }

  @Test
  void cancellingBeforeTheFirstTokenRepliesOnce() {
    Performed performed = lane.perform(adapter(Duration.ofMillis(50), 0, NONE), stream(""));

    performed.cancel();

    await().during(Duration.ofMillis(150)).until(() -> performed.replies().size() == 1);
    assertThat(performed.replies()).singleElement().isInstanceOf(Reply.Failed.class);
  }

  @Test
  void aThrottledAttemptSaysWhenToComeBack() {
    Faults faults = new Faults(1, 0, 0, 0, 0, Duration.ofSeconds(3));

    assertThat(lane.perform(adapter(Duration.ZERO, 0, faults), plain("")).failure())
        .isInstanceOfSatisfying(
            Failure.Throttled.class,
            throttled -> assertThat(throttled.retryAfter()).isEqualTo(Duration.ofSeconds(3)));
  }

  @Test
  void errorsAndResetsFailTheAttempt() {
    Faults errors = new Faults(0, 1, 0, 0, 0, Duration.ZERO);
    Faults resets = new Faults(0, 0, 1, 0, 0, Duration.ZERO);

    assertThat(lane.perform(adapter(Duration.ZERO, 0, errors), plain("")).failure())
        .isInstanceOf(Failure.Unavailable.class);
    assertThat(lane.perform(adapter(Duration.ZERO, 0, resets), plain("")).failure())
        .isInstanceOf(Failure.Unreachable.class);
  }

  @Test
  void aCutStreamBreaksBeforeItsFinishSignal() {
    Faults cuts = new Faults(0, 0, 0, 0, 1, Duration.ZERO);
    Performed performed = lane.perform(adapter(Duration.ZERO, 0, cuts), stream("")).read();

    performed.broken();
    assertThat(events(performed.text())).isNotEmpty();
    assertThat(performed.text()).doesNotContain("[DONE]", "\"finish_reason\":\"stop\"");
  }

  @Test
  void aStalledStreamStaysOpen() {
    Faults stalls = new Faults(0, 0, 0, 1, 0, Duration.ZERO);
    Performed performed = lane.perform(adapter(Duration.ZERO, 0, stalls), stream("")).read();
    await().until(() -> !performed.chunks().isEmpty());

    await().during(Duration.ofMillis(100)).until(() -> !performed.over());
    assertThat(performed.text()).doesNotContain("[DONE]");
  }

  @Test
  void faultsComeByTheirShares() {
    Adapter adapter = adapter(Duration.ZERO, 0, new Faults(0.1, 0.2, 0, 0, 0, Duration.ZERO));
    List<Reply> replies =
        IntStream.range(0, 1000)
            .mapToObj(_ -> lane.perform(adapter, plain("")).replies().getFirst())
            .toList();

    assertThat(replies).filteredOn(SimulatorAdapterTest::throttled).hasSizeBetween(70, 130);
    assertThat(replies)
        .filteredOn(reply -> reply instanceof Reply.Failed && !throttled(reply))
        .hasSizeBetween(160, 240);
  }

  private static boolean throttled(Reply reply) {
    return reply instanceof Reply.Failed failed && failed.failure() instanceof Failure.Throttled;
  }
}
