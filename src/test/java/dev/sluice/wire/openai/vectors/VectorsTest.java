package dev.sluice.wire.openai.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.Keeps;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class VectorsTest {
  /** 0.25 and -0.5 as 32-bit floats, the lowest byte first. */
  private static final String TWO = "AACAPgAAAL8=";

  private static VectorsAsk ask(String body) {
    return VectorsAsk.read(Buffer.buffer(body));
  }

  private static VectorsAnswer answer(String body) {
    return VectorsAnswer.read(Buffer.buffer(body));
  }

  private static String vector(int index, String embedding) {
    return "{\"object\":\"embedding\",\"index\":" + index + ",\"embedding\":" + embedding + "}";
  }

  private static String answer(int tokens, String... vectors) {
    return "{\"object\":\"list\",\"data\":["
        + String.join(",", vectors)
        + "],\"model\":\"up\",\"usage\":{\"prompt_tokens\":"
        + tokens
        + ",\"total_tokens\":"
        + tokens
        + "}}";
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"a\"|1",
        "[\"a\", \"b,c\"]|2",
        "[1,2,3]|1",
        "[[1,2],[3]]|2",
      })
  void countsTextsAndListsOfTokens(String input, int count) {
    assertThat(ask("{\"model\":\"m\",\"input\":" + input + "}").count()).isEqualTo(count);
  }

  @Test
  @Keeps("OT-2")
  void aBatchDiffersInItsInputsOnly() {
    VectorsAsk ask = ask("{\"x\":1e-7,\"input\": [ \"a\" , \"b\", [3,4] ],\"model\":\"m\"}");

    assertThat(ask.batch(0, 2))
        .hasToString("{\"x\":1e-7,\"input\": [\"a\" , \"b\"],\"model\":\"m\"}");
    assertThat(ask.batch(2, 3)).hasToString("{\"x\":1e-7,\"input\": [[3,4]],\"model\":\"m\"}");
  }

  @Test
  void aRequestOfOneBatchIsPassedOnItself() {
    Buffer body = Buffer.buffer("{\"input\":[\"a\",\"b\"]}");

    assertThat(VectorsAsk.read(body).batch(0, 2)).isSameAs(body);
  }

  @Test
  @Keeps("OT-1")
  void numbersBecomeBase64WhereThatIsAskedFor() {
    String floats = answer(3, vector(0, "[0.25, -0.5]"));

    assertThat(ask("{\"input\":\"a\",\"encoding_format\":\"base64\"}").base64()).isTrue();
    assertThat(answer(floats).in(true)).hasToString(answer(3, vector(0, "\"" + TWO + "\"")));
  }

  @Test
  @Keeps("OT-1")
  void base64BecomesNumbersWhereTheyAreAskedFor() {
    String packed = answer(3, vector(0, "\"" + TWO + "\""));

    assertThat(ask("{\"input\":\"a\"}").base64()).isFalse();
    assertThat(answer(packed).in(false)).hasToString(answer(3, vector(0, "[0.25,-0.5]")));
  }

  @Test
  void whatHasTheFormIsPassedOnItself() {
    Buffer floats = Buffer.buffer(answer(3, vector(0, "[1.50, -5e-1]")));

    assertThat(VectorsAnswer.read(floats).in(false)).isSameAs(floats);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[1.50,{\"deep\":1}]}",
        "{\"data\":[{\"embedding\":{\"int8\":[]}}]}",
        "[1]"
      })
  void whatIsNoVectorPassesWhereNothingIsPutTogether(String body) {
    assertThat(answer(body).in(true)).hasToString(body);
  }

  @Property(tries = 200)
  @Keeps("OT-1")
  void thereAndBackIsTheSameVector(@ForAll @Size(max = 40) List<Float> numbers) {
    List<Float> finite = numbers.stream().filter(Float::isFinite).toList();
    ByteBuffer bytes = ByteBuffer.allocate(4 * finite.size()).order(ByteOrder.LITTLE_ENDIAN);
    finite.forEach(bytes::putFloat);
    String packed =
        answer(1, vector(0, "\"" + Base64.getEncoder().encodeToString(bytes.array()) + "\""));

    Buffer numbersOfIt = answer(packed).in(false);

    assertThat(VectorsAnswer.read(numbersOfIt).in(true)).hasToString(packed);
  }

  @Test
  @Keeps("OT-2")
  void answersOfBatchesMakeOneInTheOrderOfTheInputs() {
    VectorsAnswer first = answer(answer(3, vector(1, "[2]"), vector(0, "[1]")));
    VectorsAnswer second = answer(answer(4, vector(0, "\"AABAQA==\"")));

    assertThat(VectorsAnswer.merged(List.of(first, second), List.of(2, 1), false))
        .hasToString(answer(7, vector(0, "[1]"), vector(1, "[2]"), vector(2, "[3.0]")));
  }

  @Test
  void usageThatWasNotToldIsNotMadeUp() {
    VectorsAnswer one = answer("{\"data\":[{\"embedding\":[1]}]}");

    assertThat(VectorsAnswer.merged(List.of(one, one), List.of(1, 1), false).toString())
        .doesNotContain("usage")
        .contains("\"index\":1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":0,\"embedding\":[1]},{\"index\":0,\"embedding\":[1]}]}",
        "{\"data\":[{\"index\":1,\"embedding\":[1]},{\"index\":2,\"embedding\":[1]}]}",
        "{\"data\":[{\"embedding\":[1]},{\"embedding\":{}}]}",
        "{\"data\":[{\"embedding\":[1]},{}]}",
        "{\"data\":[{\"embedding\":[1]},{\"embedding\":[1]},1]}",
        "{}",
      })
  void aBatchThatWasNotAnsweredInFullIsNoAnswer(String body) {
    assertThat(
            catchThrowableOfType(
                    FailureException.class,
                    () -> VectorsAnswer.merged(List.of(answer(body)), List.of(2), false))
                .failure())
        .isInstanceOf(Failure.Garbled.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"data\":[{\"embedding\":\"AAA=\"}]}",
        "{\"data\":[{\"embedding\":\"%%\"}]}",
        "{\"data\":[{\"embedding\":\"AADAfw==\"}]}",
        "{\"data\":[",
      })
  void whatIsNoVectorIsGarbled(String body) {
    assertThat(catchThrowableOfType(FailureException.class, () -> answer(body).in(false)).failure())
        .isInstanceOf(Failure.Garbled.class);
  }

  @Test
  void aListOfTextIsNoVector() {
    assertThat(
            catchThrowableOfType(
                FailureException.class,
                () -> answer("{\"data\":[{\"embedding\":[\"a\"]}]}").in(true)))
        .isNotNull();
  }
}
