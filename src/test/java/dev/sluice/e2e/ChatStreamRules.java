package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What holds of every chat stream that ends well, whoever told it and however. */
final class ChatStreamRules {
  private static final Set<String> REASONS =
      Set.of("stop", "length", "tool_calls", "content_filter", "function_call");

  private ChatStreamRules() {}

  /**
   * Asserts the rules and gives the chunks, the terminal event left out.
   *
   * @param choices how many the client asked for
   */
  static List<JsonNode> kept(Answer answer, int choices) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    List<String> data = answer.data();
    assertThat(data).endsWith(Scripts.DONE).containsOnlyOnce(Scripts.DONE);
    List<JsonNode> chunks = data.stream().limit(data.size() - 1L).map(Answer::json).toList();
    assertThat(chunks).isNotEmpty().allSatisfy(ChatStreamRules::head);
    assertThat(chunks).extracting(chunk -> chunk.path("id").asText()).containsOnly(id(chunks));
    List<ChoiceRules> seen = new ArrayList<>();
    for (int i = 0; i < choices; i++) {
      seen.add(new ChoiceRules());
    }
    for (JsonNode chunk : chunks) {
      for (JsonNode choice : chunk.get("choices")) {
        assertThat(choice.path("index").isInt()).as("an index").isTrue();
        assertThat(choice.get("index").intValue()).isBetween(0, choices - 1);
        seen.get(choice.get("index").intValue()).take(choice);
      }
    }
    assertThat(seen).allSatisfy(ChoiceRules::over);
    usage(chunks);
    return chunks;
  }

  private static String id(List<JsonNode> chunks) {
    return chunks.getFirst().path("id").asText();
  }

  private static void head(JsonNode chunk) {
    assertThat(chunk.path("id").asText()).isNotBlank();
    assertThat(chunk.path("object").asText()).isEqualTo("chat.completion.chunk");
    assertThat(chunk.path("created").isIntegralNumber()).as("a whole number").isTrue();
    assertThat(chunk.path("model").asText()).isEqualTo(Settings.MODEL);
    assertThat(chunk.path("choices").isArray()).as("a list of choices").isTrue();
    assertThat(chunk.has("error")).as("an error").isFalse();
  }

  /** Usage comes at most once, last, and in a chunk of its own. */
  private static void usage(List<JsonNode> chunks) {
    for (JsonNode chunk : chunks.subList(0, chunks.size() - 1)) {
      assertThat(chunk.hasNonNull("usage")).as("usage before the last chunk").isFalse();
    }
    if (chunks.getLast().hasNonNull("usage")) {
      assertThat(chunks.getLast().get("choices")).isEmpty();
    }
  }

  /** Text of a choice's content, in order. */
  static String content(List<JsonNode> chunks, int choice) {
    StringBuilder text = new StringBuilder();
    for (JsonNode chunk : chunks) {
      for (JsonNode one : chunk.get("choices")) {
        if (one.get("index").intValue() == choice) {
          text.append(one.at("/delta/content").asText(""));
        }
      }
    }
    return text.toString();
  }

  /** Why the first choice ended. */
  static String reason(List<JsonNode> chunks) {
    return chunks.stream()
        .map(chunk -> chunk.at("/choices/0/finish_reason").asText(""))
        .filter(REASONS::contains)
        .findFirst()
        .orElseThrow();
  }

  /** The text of arguments of each call of the first choice, by index. */
  static List<String> arguments(List<JsonNode> chunks) {
    TreeMap<Integer, String> all = new TreeMap<>();
    for (JsonNode chunk : chunks) {
      for (JsonNode call : chunk.at("/choices/0/delta/tool_calls")) {
        String more = call.at("/function/arguments").asText("");
        all.merge(call.get("index").intValue(), more, String::concat);
      }
    }
    return List.copyOf(all.values());
  }

  /** One choice of a stream, chunk by chunk. */
  private static final class ChoiceRules {
    private final List<String> calls = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private boolean begun;
    private int reasons;

    void take(JsonNode choice) {
      JsonNode delta = choice.path("delta");
      assertThat(delta.isObject()).as("a delta").isTrue();
      String role = delta.has("role") ? delta.get("role").asText() : "none";
      assertThat(role).isIn(begun ? List.of("none", "assistant") : List.of("assistant"));
      begun = true;
      if (choice.hasNonNull("finish_reason")) {
        reasons++;
        String reason = choice.get("finish_reason").asText();
        assertThat(reason).isIn(REASONS);
        assertThat(reason.equals("stop") && !calls.isEmpty()).as("stopped to call").isFalse();
      }
      delta.path("tool_calls").forEach(this::call);
    }

    private void call(JsonNode call) {
      assertThat(call.path("index").isInt()).as("an index").isTrue();
      int index = call.get("index").intValue();
      assertThat(index).isBetween(0, Math.min(calls.size(), 127));
      JsonNode function = call.path("function");
      assertThat(function.isObject()).as("a function").isTrue();
      boolean first = index == calls.size();
      if (first) {
        assertThat(call.path("type").asText()).isEqualTo("function");
        assertThat(function.path("name").asText()).isNotBlank();
        assertThat(call.path("id").asText()).isNotBlank();
        assertThat(ids.add(call.get("id").asText())).as("a new id").isTrue();
        calls.add(call.get("id").asText());
      } else if (call.has("id")) {
        assertThat(call.get("id").asText()).isEqualTo(calls.get(index));
      }
      if (first || function.has("arguments")) {
        assertThat(function.path("arguments").isTextual()).as("text").isTrue();
      }
    }

    void over() {
      assertThat(begun).isTrue();
      assertThat(reasons).isEqualTo(1);
    }
  }
}
