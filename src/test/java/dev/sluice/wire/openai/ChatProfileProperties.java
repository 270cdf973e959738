package dev.sluice.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.json.JsonText;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.NotBlank;
import net.jqwik.api.constraints.StringLength;
import net.jqwik.api.constraints.UniqueElements;

final class ChatProfileProperties {
  @Property(tries = 300)
  void aConversationKeepsItsFingerprintAsItGrows(
      @ForAll List<String> preamble,
      @ForAll String question,
      @ForAll List<String> turns,
      @ForAll boolean inParts) {
    List<String> messages = new ArrayList<>();
    preamble.forEach(text -> messages.add(message("system", text, false)));
    messages.add(message("user", question, inParts));
    long first = opening(messages);
    for (int i = 0; i < turns.size(); i++) {
      messages.add(message(i % 2 == 0 ? "assistant" : "user", turns.get(i), inParts));
      assertThat(opening(messages)).isEqualTo(first);
    }
    assertThat(first).isNotZero();
  }

  @Property(tries = 300)
  void otherConversationsHaveOtherFingerprints(
      @ForAll @UniqueElements List<@StringLength(max = 10_000) String> questions) {
    assertThat(questions.stream().map(text -> opening(List.of(message("user", text, false)))))
        .doesNotHaveDuplicates();
  }

  @Property(tries = 300)
  void theFormOfATextDoesNotMatter(@ForAll String question) {
    assertThat(opening(List.of(message("user", question, true))))
        .isEqualTo(opening(List.of(message("user", question, false))));
  }

  @Property(tries = 100)
  void aLongPreambleIsToldFromAnotherByItsEnds(
      @ForAll @AlphaChars @NotBlank @StringLength(max = 20) String end,
      @ForAll @IntRange(min = 5_000, max = 20_000) int length) {
    String body = "x".repeat(length);
    assertThat(opening(List.of(message("user", body + end, false))))
        .isNotEqualTo(opening(List.of(message("user", body + end + "!", false))))
        .isNotEqualTo(opening(List.of(message("user", end + "!" + body, false))));
  }

  @Property(tries = 300)
  void anEstimateLiesBetweenItsBounds(@ForAll List<String> texts) {
    List<String> messages = texts.stream().map(text -> message("user", text, false)).toList();
    long bytes = 0;
    long characters = 0;
    for (String text : texts) {
      bytes += JsonText.encode(text).length;
      characters += text.codePointCount(0, text.length());
    }
    int tokens = scan(messages.isEmpty() ? List.of("1") : messages).promptTokens();
    long around = 5 + 5L * texts.size();

    assertThat((long) tokens).isBetween(characters / 4, 2 * characters + around);
    assertThat((long) tokens).isLessThanOrEqualTo(bytes + around);
  }

  @Property(tries = 100)
  void plainAsciiIsFourBytesAToken(
      @ForAll @AlphaChars @StringLength(min = 100, max = 5_000) String text) {
    assertThat(scan(List.of(message("user", text, false))).promptTokens())
        .isBetween(text.length() / 4, text.length() / 4 + 6);
  }

  @Property(tries = 200)
  void oneMoreMessageNeverCostsLess(@ForAll List<String> texts, @ForAll String more) {
    List<String> messages = new ArrayList<>();
    messages.add(message("system", "", false));
    texts.forEach(text -> messages.add(message("user", text, false)));
    int before = scan(messages).promptTokens();
    messages.add(message("assistant", more, true));
    assertThat(scan(messages).promptTokens()).isGreaterThan(before);
  }

  private static String message(String role, String text, boolean inParts) {
    String json = new String(JsonText.encode(text), StandardCharsets.UTF_8);
    String content = inParts ? "[{\"type\":\"text\",\"text\":" + json + "}]" : json;
    return "{\"role\":\"" + role + "\",\"content\":" + content + "}";
  }

  private static long opening(List<String> messages) {
    return scan(messages).opening();
  }

  private static ChatProfile scan(List<String> messages) {
    return ChatEnvelope.scan(
            Buffer.buffer(
                "{\"model\":\"m\",\"messages\":["
                    + String.join(",", messages)
                    + "],\"user\":\"u\"}"))
        .profile();
  }
}
