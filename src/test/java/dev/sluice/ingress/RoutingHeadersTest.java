package dev.sluice.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.Constraints;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Preference;
import dev.sluice.model.Quality;
import dev.sluice.model.Strategy;
import dev.sluice.model.Task;
import dev.sluice.model.Wishes;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import java.util.Arrays;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class RoutingHeadersTest {
  private static final String BODY =
      "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";

  @Test
  void withoutHeadersNothingIsWished() {
    assertThat(wishes("accept", "*/*")).isSameAs(Wishes.NONE);
  }

  @Test
  void everyWishIsRead() {
    Wishes wishes =
        wishes(
            "x-sluice-strategy", "least_connections",
            "x-sluice-prefer", "cost=0.6,latency=0.4",
            "x-sluice-max-price", "0.002",
            "x-sluice-max-ttft-ms", "800",
            "x-sluice-min-success", "0.95",
            "x-sluice-min-quality", "0.5",
            "x-sluice-region", "eu, us",
            "x-sluice-task", "code_generation",
            "x-sluice-quality", "high",
            "x-sluice-explain", "true");
    assertThat(wishes)
        .isEqualTo(
            new Wishes(
                Strategy.LEAST_CONNECTIONS,
                new Preference(0.6, 0.4, 0, 0, 0, 0),
                new Constraints(2_000_000, 800, 0.95, 0.5, Set.of("eu", "us")),
                Task.CODE_GENERATION,
                Quality.HIGH,
                true));
  }

  @ParameterizedTest
  @EnumSource
  void everyStrategyMayBeWished(Strategy strategy) {
    assertThat(wishes("x-sluice-strategy", strategy.id()).strategy()).isEqualTo(strategy);
  }

  @ParameterizedTest
  @CsvSource({"balanced", "cheap", "fast", "reliable", "quality", "green"})
  void everyPresetMayBeWished(String preset) {
    assertThat(wishes("x-sluice-prefer", preset).preference()).isNotNull();
  }

  @Test
  void aPriceBelowANanoDollarIsABoundNevertheless() {
    assertThat(wishes("x-sluice-max-price", "0.0000000001").constraints())
        .isEqualTo(new Constraints(1, 0, 0, 0, Set.of()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "x-sluice-strategy | fastest | give one of round_robin, weighted",
        "x-sluice-strategy | '' | give one of",
        "x-sluice-prefer | cost | cheap",
        "x-sluice-prefer | cost=-1 | is not understood",
        "x-sluice-prefer | cost=0 | is not understood",
        "x-sluice-max-price | 0 | dollars above 0",
        "x-sluice-max-price | -1 | dollars above 0",
        "x-sluice-max-price | 1e999999999 | dollars above 0",
        "x-sluice-max-price | $1 | dollars above 0",
        "x-sluice-max-ttft-ms | 0 | whole milliseconds",
        "x-sluice-max-ttft-ms | 1.5 | whole milliseconds",
        "x-sluice-max-ttft-ms | 2s | whole milliseconds",
        "x-sluice-min-success | 95 | from 0 to 1",
        "x-sluice-min-success | NaN | from 0 to 1",
        "x-sluice-min-quality | high | from 0 to 1",
        "x-sluice-region | eu,,us | one region or several",
        "x-sluice-task | cooking | give one of translation",
        "x-sluice-quality | best | give one of low, medium, high",
        "x-sluice-conversation | ' ' | must not be empty",
        "x-sluice-explain | yes | true or false",
      })
  void aBadValueIsRefusedWithItsRemedy(String header, String value, String remedy) {
    Failure.BadRequest failure = refused(header, value);
    assertThat(failure.param()).isEqualTo(header);
    assertThat(failure.code()).isEqualTo("invalid_value");
    assertThat(failure.message()).contains("header " + header).contains(remedy);
  }

  @Property(tries = 500)
  void anyValueIsTakenOrRefusedAndNeverABug(@ForAll String value) {
    for (String header :
        Arrays.asList("x-sluice-prefer", "x-sluice-max-price", "x-sluice-region")) {
      try {
        assertThat(wishes(header, value)).isNotNull();
      } catch (FailureException e) {
        assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class);
      }
    }
  }

  @Test
  void headersGoBeforeMetadata() {
    String body =
        BODY.replace("{\"model", "{\"metadata\":{\"task\":\"chat\",\"quality\":\"low\"},\"model");
    Wishes wishes = ask(body, "x-sluice-task", "translation").wishes();
    assertThat(wishes.task()).isEqualTo(Task.TRANSLATION);
    assertThat(wishes.quality()).isEqualTo(Quality.LOW);
  }

  @Test
  void theConversationMayBeNamed() {
    long named = ask(BODY, "x-sluice-conversation", "42").demand().conversation();
    String other = BODY.replace("hi", "ho");
    assertThat(ask(other, "x-sluice-conversation", "42").demand().conversation()).isEqualTo(named);
    assertThat(ask(other).demand().conversation()).isNotEqualTo(named);
  }

  private static Failure.BadRequest refused(String header, String value) {
    FailureException thrown =
        assertThatExceptionOfType(FailureException.class)
            .isThrownBy(() -> assertThat(ask(BODY, header, value)).isNull())
            .actual();
    return (Failure.BadRequest) thrown.failure();
  }

  private static Wishes wishes(String... headers) {
    return ask(BODY, headers).wishes();
  }

  private static ModelAsk ask(String body, String... headers) {
    MultiMap map = HttpHeaders.headers();
    for (int i = 0; i < headers.length; i += 2) {
      map = map.add(headers[i], visible(headers[i + 1]));
    }
    return ModelAsk.of(Surfaces.CHAT, map, Buffer.buffer(body));
  }

  /** What HTTP lets through of a text. */
  private static String visible(String text) {
    return text.codePoints()
        .filter(c -> c >= ' ' && c < 0x7f)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
