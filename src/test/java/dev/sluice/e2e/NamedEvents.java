package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Streams whose events each have a name, which the event's data repeats as its type. */
final class NamedEvents {
  private NamedEvents() {}

  /** The data of the events. Every event is two lines and a blank one, the last one too. */
  static List<JsonNode> of(String body) {
    assertThat(body).endsWith("\n\n");
    List<JsonNode> events = new ArrayList<>();
    for (String event : body.substring(0, body.length() - 2).split("\n\n", -1)) {
      String[] lines = event.split("\n", -1);
      assertThat(lines).as(event).hasSize(2);
      assertThat(lines[1]).startsWith("data: {");
      JsonNode data = Answer.json(lines[1].substring("data: ".length()));
      assertThat(lines[0]).isEqualTo("event: " + type(data));
      events.add(data);
    }
    return events;
  }

  static String type(JsonNode event) {
    return event.path("type").asText();
  }

  static List<String> types(List<JsonNode> events) {
    return events.stream().map(NamedEvents::type).toList();
  }
}
