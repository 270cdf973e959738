package dev.sluice.wire.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a form while its bytes pass. */
final class FormScanTest {
  private static final String TYPE = "multipart/form-data; boundary=xx";
  private static final String END = "--xx--\r\n";

  private static String part(String disposition, String value) {
    return "--xx\r\ncontent-disposition: form-data; " + disposition + "\r\n\r\n" + value + "\r\n";
  }

  private static byte[] bytes(String form) {
    return form.getBytes(StandardCharsets.UTF_8);
  }

  private static FormScan scan(byte[] form, int... cuts) {
    FormScan scan = FormScan.of(TYPE);
    int from = 0;
    for (int cut : cuts) {
      int to = Math.max(from, Math.min(cut, form.length));
      scan.feed(Buffer.buffer(Arrays.copyOfRange(form, from, to)));
      from = to;
    }
    scan.feed(Buffer.buffer(Arrays.copyOfRange(form, from, form.length)));
    return scan;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "name=\"model\"",
        "name=model",
        " name = \"model\"",
        "odd=\"a;name=b\"; name=\"model\"",
        "NAME=\"model\"; filename=\"a \\\"b\\\".mp3\"",
      })
  void aFieldIsKnownByItsName(String disposition) {
    assertThat(scan(bytes(part(disposition, "whisper") + END)).model()).isEqualTo("whisper");
  }

  @ParameterizedTest
  @ValueSource(strings = {"name=\"models\"", "filename=\"model\"", "name=\"x\"; x=\"model\""})
  void otherFieldsAreNot(String disposition) {
    assertThat(scan(bytes(part(disposition, "whisper") + END)).model()).isNull();
  }

  @Test
  void whatComesBeforeTheFirstBoundaryIsNothing() {
    byte[] form = bytes("preamble\r\n" + part("name=model", "m") + END + "epilogue");

    assertThat(scan(form).model()).isEqualTo("m");
    assertThat(scan(form).ended()).isTrue();
  }

  @Test
  void aPartMayBeEmptyAndHaveNoHeaders() {
    byte[] form =
        bytes("--xx\r\n\r\nvalue\r\n" + part("name=a", "") + part("name=model", "m") + END);

    assertThat(scan(form).model()).isEqualTo("m");
  }

  @Test
  void aFileIsNoticedWhenItBegins() {
    String form = part("name=model", "m") + part("name=file; filename=a", "content");
    FormScan scan = FormScan.of(TYPE);
    scan.feed(Buffer.buffer(form.substring(0, form.indexOf("content") - 1)));
    assertThat(scan.file()).isFalse();

    scan.feed(Buffer.buffer(form.substring(form.indexOf("content") - 1)));
    assertThat(scan.file()).isTrue();
    assertThat(scan.ended()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"true,true", "false,false", "True,true", "'',false"})
  void aStreamIsAskedFor(String value, boolean stream) {
    assertThat(scan(bytes(part("name=stream", value) + END)).stream()).isEqualTo(stream);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "multipart/form-data",
        "multipart/form-data; boundary=",
        "multipart/form-data; boundary=\"\"",
      })
  void aFormNeedsABoundary(String type) {
    assertThatExceptionOfType(FailureException.class).isThrownBy(() -> use(FormScan.of(type)));
  }

  private static void use(FormScan scan) {
    assertThat(scan).isNotNull();
  }

  @Test
  void aFieldAndTheHeadersOfAPartAreBounded() {
    for (String form :
        List.of(part("name=model", "m".repeat(5000)), "--xx\r\n" + "h".repeat(20_000))) {
      assertThatExceptionOfType(FailureException.class)
          .isThrownBy(() -> use(scan(bytes(form))))
          .satisfies(e -> assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class));
    }
  }

  @Provide
  Arbitrary<String> contents() {
    return Arbitraries.of("\r", "\n", "\r\n", "--", "--x", "--xx", "x", "\r\n--", "\u00fc", "a")
        .list()
        .ofMaxSize(8)
        .map(pieces -> String.join("", pieces))
        .filter(content -> !("\r\n" + content).contains("\r\n--xx"));
  }

  @Provide
  Arbitrary<String> forms() {
    return Combinators.combine(contents(), contents(), Arbitraries.of("m", "a/b:c", "größe"))
        .as((before, after, model) ->
            part("name=before", before)
                + part("name=\"model\"", model)
                + part("name=file; filename=\"größe\"", after)
                + END);
  }

  @Property(tries = 300)
  void howTheBytesAreCutMakesNoDifference(
      @ForAll("forms") String form, @ForAll byte first, @ForAll byte second) {
    byte[] all = bytes(form);
    int one = Math.min(Byte.toUnsignedInt(first), Byte.toUnsignedInt(second));
    int other = Math.max(Byte.toUnsignedInt(first), Byte.toUnsignedInt(second));
    int[] every = new int[all.length];
    Arrays.setAll(every, i -> i);

    for (FormScan scan : List.of(scan(all), scan(all, one, other), scan(all, every))) {
      String model =
          new String(
              all,
              (int) scan.modelFrom(),
              (int) (scan.modelTo() - scan.modelFrom()),
              StandardCharsets.UTF_8);
      assertThat(scan.model()).isEqualTo(model);
      assertThat(form).contains("name=\"model\"\r\n\r\n" + model + "\r\n--xx");
      assertThat(scan.file()).isTrue();
      assertThat(scan.ended()).isTrue();
    }
  }

  @Property(tries = 500)
  void noBytesDoHarm(@ForAll byte[] noise, @ForAll boolean begun) {
    try {
      FormScan scan = FormScan.of(TYPE);
      scan.feed(Buffer.buffer(begun ? "--xx\r\ncontent-disposition: " : ""));
      scan.feed(Buffer.buffer(noise));
      assertThat(scan.model()).isNull();
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOf(Failure.BadRequest.class);
    }
  }
}
