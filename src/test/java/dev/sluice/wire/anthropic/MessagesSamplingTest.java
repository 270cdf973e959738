package dev.sluice.wire.anthropic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a model does not let a client say is left out, and named. */
final class MessagesSamplingTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1,\"temperature\":0.5}|{\"a\":1}",
        "{\"temperature\":0.5,\"a\":1}|{\"a\":1}",
        "{\"temperature\":0.5,\"top_p\":1 , \"a\":1}|{ \"a\":1}",
        "{\"temperature\":0.5}|{}",
        "{\"a\":1, \"top_k\" : 3 ,\"b\":{\"top_k\":1},\"top_p\":null}|{\"a\":1 ,\"b\":{\"top_k\":1}}",
      })
  void theFieldsGoAndNothingElse(String body, String left) {
    Dropped dropped = new Dropped(false);
    assertThat(MessagesSampling.strip(Buffer.buffer(body), dropped).toString()).isEqualTo(left);
    assertThat(dropped.losses()).isNotEmpty();
  }

  @Test
  void aRequestWithoutThemStaysTheBufferItIs() {
    Buffer body = Buffer.buffer("{\"model\":\"m\"}");
    Dropped dropped = new Dropped(false);
    assertThat(MessagesSampling.strip(body, dropped)).isSameAs(body);
    assertThat(dropped.header()).isEmpty();
  }

  @Test
  void aStrictClientIsRefused() {
    Buffer body = Buffer.buffer("{\"temperature\":1}");
    assertThatThrownBy(() -> MessagesSampling.strip(body, new Dropped(true)))
        .isInstanceOf(FailureException.class);
  }
}
