package dev.sluice.wire.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;

final class JsonSkimProperties {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  @Property(tries = 5_000)
  void agreesWithAnotherParser(
      @ForAll
          @Chars({'{', '}', '[', ']', ',', ':', '"', '\\', 'u', '1', '0', '.', 'e', '-', ' ', 'a'})
          @StringLength(max = 12)
          String text) {
    byte[] json = text.getBytes(StandardCharsets.UTF_8);
    assertThat(JsonSkim.document(json, 0, json.length) >= 0).isEqualTo(parses(text));
  }

  @Property
  void textSurvivesAsAString(@ForAll String text) {
    byte[] json = JsonText.encode(text);
    assertThat(JsonSkim.document(json, 0, json.length)).isEqualTo(json.length);
    assertThat(JsonText.decode(json, 1, json.length - 1)).isEqualTo(text);
  }

  private static boolean parses(String text) {
    try (JsonParser parser = MAPPER.createParser(text)) {
      if (parser.nextToken() == null) {
        return false;
      }
      parser.skipChildren();
      parser.getText();
      return parser.nextToken() == null;
    } catch (IOException e) {
      return false;
    }
  }
}
