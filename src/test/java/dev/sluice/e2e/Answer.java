package dev.sluice.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP answer as a client got it.
 *
 * @param headers by lower-case name
 * @param body the text, without its transfer coding
 */
record Answer(int status, Map<String, String> headers, String body) {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Value of the header, null when there is none. */
  @Nullable String header(String name) {
    return headers.get(name);
  }

  /** The error's field, null when it is null. */
  @Nullable String error(String field) {
    return text(json(body).at("/error/" + field));
  }

  /** Data of the events of a stream, which must end with a whole event; comments left out. */
  List<String> data() {
    return data(body);
  }

  static List<String> data(String events) {
    if (!events.isEmpty() && !events.endsWith("\n\n")) {
      throw new AssertionError("the last event is not ended: " + events);
    }
    return Arrays.stream(events.split("\n\n", -1))
        .filter(event -> !event.isEmpty() && !event.startsWith(":"))
        .map(event -> {
          if (!event.startsWith("data: ") || event.contains("\n")) {
            throw new AssertionError("not a single line of data: " + event);
          }
          return event.substring("data: ".length());
        })
        .toList();
  }

  static JsonNode json(String text) {
    try {
      return MAPPER.readTree(text);
    } catch (JsonProcessingException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static @Nullable String text(JsonNode node) {
    if (node.isMissingNode()) {
      throw new AssertionError("there is no such field");
    }
    return node.isNull() ? null : node.asText();
  }
}
