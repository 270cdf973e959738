package dev.sluice.provider.vectors;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.sluice.Keeps;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.provider.Attempts;
import dev.sluice.provider.Canned;
import dev.sluice.provider.Lane;
import dev.sluice.provider.Performed;
import dev.sluice.provider.vectors.VectorsAdapter.Making;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class VectorsAdapterTest {
  private static final Pattern TEXT = Pattern.compile("\"t(\\d+)\"");

  private final Lane lane = new Lane();

  @AfterEach
  void close() {
    lane.close();
  }

  private static Attempt attempt(String body) {
    return new Attempt(
        Endpoint.EMBEDDINGS,
        Dialect.OPENAI_CHAT,
        Attempts.target("house"),
        Attempts.MODEL,
        Attempts.MODEL,
        Buffer.buffer(body),
        false,
        0,
        "req-1",
        null,
        new Cancellation());
  }

  private static String texts(int count) {
    List<String> texts = IntStream.range(0, count).mapToObj(i -> "\"t" + i + "\"").toList();
    return "[" + String.join(",", texts) + "]";
  }

  /** Answers the number of each text as its vector. */
  private static Reply echo(Attempt attempt) {
    StringBuilder data = new StringBuilder();
    Matcher found = TEXT.matcher(attempt.body().toString());
    for (int i = 0; found.find(); i++) {
      data.append(i == 0 ? "" : ",")
          .append(
              "{\"object\":\"embedding\",\"index\":%d,\"embedding\":[%s]}"
                  .formatted(i, found.group(1)));
    }
    return Canned.answer(
        "{\"object\":\"list\",\"data\":["
            + data
            + "],\"model\":\"up\",\"usage\":{\"prompt_tokens\":2,\"total_tokens\":2}}",
        "content-length",
        "99");
  }

  @CanIgnoreReturnValue
  private Performed perform(Canned provider, Making making, Attempt attempt) {
    return lane.perform(
        lane.adapter(vertx -> new VectorsAdapter(vertx, making, provider)), attempt);
  }

  @Test
  @Keeps("OT-2")
  void aRequestAboveTheLimitIsSplitAndItsAnswersPutTogether() {
    Canned provider = new Canned(VectorsAdapterTest::echo);
    String body = "{\"input\":" + texts(23) + ",\"model\":\"m\"}";

    Performed performed = perform(provider, new Making(10, true, 1 << 20), attempt(body)).read();

    String whole = performed.whole();
    assertThat(provider.attempts()).hasSize(3);
    for (int i = 0; i < 23; i++) {
      assertThat(whole).contains("\"index\":" + i + ",\"embedding\":[" + i + "]");
    }
    assertThat(whole).contains("\"usage\":{\"prompt_tokens\":6,\"total_tokens\":6}");
    assertThat(performed.answered().headers().get("content-length")).isNull();
  }

  @Test
  @Keeps("OT-2")
  void theOrderIsThatOfTheInputsHoweverTheAnswersCome() {
    Canned provider = new Canned(VectorsAdapterTest::echo, true);
    String body = "{\"input\":" + texts(3) + "}";
    Performed performed = perform(provider, new Making(1, true, 1 << 20), attempt(body));

    lane.run(() -> {
      provider.releaseLast();
      provider.releaseLast();
      provider.releaseLast();
    });

    assertThat(performed.read().whole())
        .containsSubsequence("\"embedding\":[0]", "\"embedding\":[1]", "\"embedding\":[2]");
  }

  @Test
  @Keeps("OT-1")
  void aServerThatMakesNumbersServesAClientThatWantsBase64() {
    Canned provider = new Canned(VectorsAdapterTest::echo);
    Attempt attempt = attempt("{\"encoding_format\":\"base64\",\"input\":[\"t1\"]}");

    String whole = perform(provider, new Making(10, false, 1 << 20), attempt).read().whole();

    assertThat(provider.bodies()).containsExactly("{\"input\":[\"t1\"]}");
    assertThat(whole).contains("\"embedding\":\"AACAPw==\"");
  }

  @Test
  void whatFitsPassesAsItIs() {
    String answer = "{\"data\":[{\"embedding\":[1.50]}],\"odd\":1e3}";
    Canned provider = new Canned(_ -> Canned.answer(answer));
    Attempt attempt = attempt("{\"input\":\"a\"}");

    assertThat(perform(provider, new Making(10, true, 1 << 20), attempt).read().whole())
        .isEqualTo(answer);
    assertThat(provider.attempts().getFirst().body()).isSameAs(attempt.body());
  }

  @Test
  void fewBatchesAreUnderWayTogether() {
    Canned provider = new Canned(VectorsAdapterTest::echo, true);
    Attempt attempt = attempt("{\"input\":" + texts(9) + "}");
    Performed performed = perform(provider, new Making(1, true, 1 << 20), attempt);
    assertThat(provider.attempts()).hasSize(4);

    lane.run(provider::release);
    assertThat(provider.attempts()).hasSize(5);
    lane.run(() -> {
      for (int i = 0; i < 8; i++) {
        provider.release();
      }
    });
    assertThat(performed.read().whole()).contains("\"index\":8,\"embedding\":[8]");
  }

  @Test
  void theFirstBatchThatFailsEndsTheOthers() {
    Failure refusal = new Failure.Throttled("no", null, false);
    Canned provider = new Canned(_ -> new Reply.Failed(refusal), true);
    Attempt attempt = attempt("{\"input\":" + texts(9) + "}");
    Performed performed = perform(provider, new Making(1, true, 1 << 20), attempt);

    lane.run(provider::release);

    assertThat(performed.failure()).isEqualTo(refusal);
    assertThat(provider.attempts()).hasSize(4);
    assertThat(provider.attempts().subList(1, 4))
        .allMatch(other -> other.cancellation().cancelled());
    lane.run(provider::release);
    assertThat(performed.replies()).hasSize(1);
  }

  @Test
  void anAttemptThatIsGivenUpGivesAllItsBatchesUp() {
    Canned provider = new Canned(VectorsAdapterTest::echo, true);
    Performed performed =
        perform(provider, new Making(1, true, 1 << 20), attempt("{\"input\":" + texts(2) + "}"));

    performed.cancel();

    assertThat(performed.failure()).isInstanceOf(Failure.ClientGone.class);
    assertThat(provider.attempts()).allMatch(other -> other.cancellation().cancelled());
  }

  @Test
  void anAnswerAboveTheBoundIsNotHeld() {
    Canned provider = new Canned(VectorsAdapterTest::echo);

    assertThat(
            perform(provider, new Making(10, true, 16), attempt("{\"input\":[\"t1\"]}")).failure())
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void aLongAnswerIsTranscodedAsAShortOne() {
    String numbers = "0.5,".repeat(40_000) + "0.5";
    Canned provider =
        new Canned(_ -> Canned.answer("{\"data\":[{\"embedding\":[" + numbers + "]}]}"));
    Attempt attempt = attempt("{\"encoding_format\":\"base64\",\"input\":\"a\"}");

    assertThat(perform(provider, new Making(10, true, 1 << 20), attempt).read().whole())
        .startsWith("{\"data\":[{\"embedding\":\"AAAAPwAAAD8");
  }

  @Test
  void allElsePassesUntouched() {
    Canned provider = new Canned(_ -> Canned.answer("{}"));
    Attempt chat = Attempts.plain();

    perform(provider, new Making(10, false, 16), chat);

    assertThat(provider.attempts().getFirst()).isSameAs(chat);
  }
}
