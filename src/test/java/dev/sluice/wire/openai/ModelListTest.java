package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelListTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'object':'list','data':[{'id':'a','x':{'id':'no'}},{'id':'b'},{'id':'a'}]}|a,b",
        "[{'id':'a'},{'id':'b'}]|a,b",
        "{'models':[{'id':'a'}],'data':null}|a",
        "{'data':[{'id':7},1,{'name':'x'},{'id':'\\u0061'}]}|a",
      })
  void readsNamesFromTheFormsInUse(String listing, String names) {
    assertThat(ModelList.names(Buffer.buffer(listing.replace('\'', '"'))))
        .containsExactly(names.split(","));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "{}", "[]", "null", "<html>", "{\"data\":[{\"id\":\"a\"}", "{\"data\":{}}"})
  void readsNothingFromWhatIsNoListing(String listing) {
    assertThat(ModelList.names(Buffer.buffer(listing))).isEmpty();
  }

  @Test
  void takesAsManyNamesAsAllowedAndNoMore() {
    String items =
        IntStream.range(0, ModelList.MAX_NAMES + 5)
            .mapToObj(i -> "{\"id\":\"m" + i + "\"}")
            .collect(Collectors.joining(","));
    assertThat(ModelList.names(Buffer.buffer("{\"data\":[" + items + "]}")))
        .hasSize(ModelList.MAX_NAMES);
    String long8 = "{\"data\":[{\"id\":\"a\"}],\"x\":\"" + "x".repeat(ModelList.MAX_BYTES) + "\"}";
    assertThat(ModelList.names(Buffer.buffer(long8))).isEmpty();
  }
}
