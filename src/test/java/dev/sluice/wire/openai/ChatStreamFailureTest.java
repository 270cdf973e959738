package dev.sluice.wire.openai;

import static dev.sluice.wire.openai.Wires.UNWANTED;
import static dev.sluice.wire.openai.Wires.choice;
import static dev.sluice.wire.openai.Wires.chunk;
import static dev.sluice.wire.openai.Wires.event;
import static dev.sluice.wire.openai.Wires.run;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.openai.Wires.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChatStreamFailureTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'error':{'message':'slow','type':'rate_limit_error','code':'rate_limit_exceeded'}}|throttled",
        "{'error':{'message':'pay','type':'insufficient_quota','code':null}}|throttled",
        "{'error':{'message':'busy','code':429}}|throttled",
        "{'error':{'message':'m','type':'server_error'}}|unavailable",
        "{'error':{'message':'m','code':503}}|unavailable",
        "{'error':{'message':'m','code':'529'}}|unavailable",
        "{'error':{'message':'m'}}|unavailable",
        "{'error':'out of memory'}|unavailable",
        "{'error':true}|unavailable",
        "{'error':{'message':'m','type':'invalid_request_error'}}|rejected",
        "{'error':{'message':'m','code':'context_length_exceeded'}}|rejected",
        "{'error':{'message':'m','code':400}}|rejected",
        "{'error':{'message':'k','code':'invalid_api_key'}}|unauthorised",
        "{'object':'error','message':'m','type':'BadRequestError','code':400}|rejected",
        "{'id':'c1','choices':[],'error':{'message':'m','code':502}}|unavailable",
      })
  void oc15_anErrorFrameIsAFailureOfItsKind(String frame, String kind) {
    String begun = chunk(choice("{\"role\":\"assistant\"}", "null"));
    Result result = run(UNWANTED, begun + event(frame.replace('\'', '"')) + begun);
    assertThat(result.out()).isEqualTo(begun);
    assertThat(result.stream().started()).isTrue();
    assertThat(result.stream().finished()).isFalse();
    assertThat(kindOf(result.stream())).isEqualTo(kind);
  }

  @Test
  void oc15_anEventNamedErrorIsOneWhateverItsForm() {
    Result flat =
        run(UNWANTED, "event: error\ndata: {\"message\":\"m\",\"type\":\"slow_down\"}\n\n");
    assertThat(kindOf(flat.stream())).isEqualTo("throttled");
    Result text = run(UNWANTED, "event: error\ndata: oh no\n\n");
    assertThat(kindOf(text.stream())).isEqualTo("unavailable");
  }

  @Test
  void oc16_anErrorBeforeTheFirstFrameLeavesTheStreamUnstarted() {
    ChatStream stream =
        run(UNWANTED, ": hi\n\n" + event("{\"error\":{\"message\":\"m\",\"code\":503}}")).stream();
    assertThat(stream.started()).isFalse();
    assertThat(stream.frames()).isZero();
    assertThat(stream.failure()).isInstanceOf(Failure.Unavailable.class);
  }

  @Test
  void billingErrorsAreSpent() {
    ChatStream stream =
        run(
            UNWANTED,
            event("{\"error\":{\"message\":\"m\",\"code\":\"credit_balance_exhausted\"}}"))
            .stream();
    assertThat(stream.failure()).isEqualTo(new Failure.Throttled("m", null, true));
  }

  private static String kindOf(ChatStream stream) {
    Failure failure = stream.failure();
    return failure == null ? "none" : failure.kind();
  }
}
