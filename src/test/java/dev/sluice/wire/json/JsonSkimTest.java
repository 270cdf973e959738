package dev.sluice.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonSkimTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[]",
        " [ ] ",
        "[{},[],{}]",
        "null",
        "true",
        "false",
        "0",
        "-0",
        "-0.0",
        "1e5",
        "1E+05",
        "0e1",
        "123.456e-78",
        "9007199254740993",
        "1e999999",
        "123456789012345678901234567890123456789012345678901234567890",
        "\"\"",
        "\"a\\u0000b\"",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"",
        "\"\u2028\u2029\u0085\u007f\"",
        "\"é€😀\"",
        "{\"a\":1,\"a\":2}",
        "{\"\":{\"\":[null,\"\",0]}}",
        "\t\r\n {\n\"a\"\t:\r1 }\n",
        "[1,2,3,[4,[5,{\"a\":[6]}],7],8]",
        "\"0123456\"",
        "\"01234567\"",
        "\"012345678901234567890123456789\"",
      })
  void acceptsJson(String json) {
    assertThat(skim(json)).isEqualTo(utf8(json).length);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[",
        "}",
        "]",
        "{]",
        "[}",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1,,2]",
        "{,}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{\"a\":1 \"b\":2}",
        "{\"a\",1}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{null:1}",
        "nul",
        "nulll",
        "True",
        "NaN",
        "Infinity",
        "-Infinity",
        "-",
        "+1",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e5",
        "1e",
        "1e+",
        "0x1F",
        "1_000",
        "--1",
        "\"",
        "\"a",
        "\"\\\"",
        "\"\\x41\"",
        "\"\\u12\"",
        "\"\\u12G4\"",
        "\"\\",
        "\"a\tb\"",
        "\"a\nb\"",
        "\"\u0000\"",
        "\"0123456789\u001f\"",
        "[] []",
        "{} x",
        "1 2",
        "/* c */ 1",
        "[1] // c",
        "\ufeff{}",
        "[\u00a01]",
        "\u000c1",
      })
  void refusesWhatIsNotJson(String json) {
    assertThat(skim(json)).isNegative();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80",
        "bf",
        "c0af",
        "c1bf",
        "c2",
        "c241",
        "e0",
        "e080af",
        "e09fbf",
        "e28241",
        "e282",
        "eda080",
        "edbfbf",
        "f0808080",
        "f08fbfbf",
        "f09f98",
        "f4908080",
        "f5808080",
        "f8888080",
        "fe",
        "ff"
      })
  void refusesBrokenUtf8(String hex) {
    byte[] inside = HexFormat.of().parseHex(hex);
    byte[] json = utf8("\"" + ".".repeat(inside.length) + "\"");
    System.arraycopy(inside, 0, json, 1, inside.length);
    assertThat(JsonSkim.document(json, 0, json.length)).isNegative();
  }

  @Test
  void acceptsTheDeepestNestingAndNoMore() {
    int most = JsonSkim.MAX_DEPTH;
    assertThat(skim("[".repeat(most) + "]".repeat(most))).isEqualTo(2 * most);
    assertThat(skim("[".repeat(most + 1) + "]".repeat(most + 1))).isEqualTo(~most);
    assertThat(skim("{\"a\":".repeat(most) + "1" + "}".repeat(most))).isPositive();
  }

  @Test
  void remembersEveryLevelOfMixedNesting() {
    String open = "{\"a\":[[{\"b\":[".repeat(90);
    String close = "]}]]}".repeat(90);
    assertThat(skim(open + close)).isPositive();
    assertThat(skim(open + close.replaceFirst("]}]]}", "]}}]}"))).isNegative();
    assertThat(skim(open + close.substring(0, close.length() - 1) + "]")).isNegative();
  }

  @Test
  void givesUpOnAHundredThousandLevelsWithoutAnError() {
    assertThat(skim("[".repeat(100_000))).isNegative();
    assertThat(skim("{\"\":".repeat(100_000))).isNegative();
  }

  @Test
  void saysWhereTheFaultIs() {
    assertThat(skim("{\"a\": tru}")).isEqualTo(~9);
    assertThat(skim("[1, 2")).isEqualTo(~6 + 1);
  }

  @Test
  void readsNoByteOutsideItsRange() {
    byte[] json = utf8("xx\"abc\"yy[1]zz12");
    assertThat(JsonSkim.value(json, 2, 7)).isEqualTo(7);
    assertThat(JsonSkim.value(json, 2, 6)).isEqualTo(~6);
    assertThat(JsonSkim.value(json, 9, 12)).isEqualTo(12);
    assertThat(JsonSkim.value(json, 9, 11)).isEqualTo(~11);
    assertThat(JsonSkim.value(json, 14, 15)).isEqualTo(15);
  }

  @Test
  void tellsIntegersFromOtherNumbers() {
    assertThat(integer("0")).isZero();
    assertThat(integer("-7")).isEqualTo(-7);
    assertThat(integer("123456789012345678")).isEqualTo(123456789012345678L);
    for (String other : new String[] {"1.0", "1e2", "\"1\"", "1234567890123456789", "-", ""}) {
      assertThat(integer(other)).isEqualTo(JsonSkim.NOT_INTEGER);
    }
  }

  private static long integer(String json) {
    return JsonSkim.integer(utf8(json), 0, utf8(json).length);
  }

  private static int skim(String json) {
    byte[] bytes = utf8(json);
    return JsonSkim.document(bytes, 0, bytes.length);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
