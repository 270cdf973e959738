package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class NamedModelTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"a\":1, \"model\":\"x\",\"b\":1e-7}|{\"a\":1, \"model\":\"d'\",\"b\":1e-7}",
        "{\"a\":1}|{\"model\":\"d'\",\"a\":1}",
        "{ }|{\"model\":\"d'\" }",
        "{\"model\":null}|{\"model\":\"d'\"}",
        "[1]|[1]",
        "{\"a\":|{\"a\":",
      })
  void isPutWhereItBelongs(String body, String expected) {
    assertThat(NamedModel.put(Buffer.buffer(body), "d'")).hasToString(expected);
  }
}
