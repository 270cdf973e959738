package dev.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What holds of every stream of a response that the gateway itself writes: it begins with the
 * response, items and parts are told from their beginning to their end, and one terminal event
 * repeats all that was told.
 */
final class ResponseOrder {
  private static final Set<String> TERMINAL =
      Set.of("response.completed", "response.incomplete", "response.failed");

  private final Map<Integer, Item> items = new HashMap<>();
  private final List<JsonNode> done = new ArrayList<>();

  private ResponseOrder() {}

  /** One item while it is told. */
  private static final class Item {
    private final StringBuilder said = new StringBuilder();
    private int parts;
    private boolean partOpen;
    private boolean textDone;
    private boolean over;
  }

  /** The events of a stream: named, numbered from 0 without gaps, ended by one terminal event. */
  static List<JsonNode> numbered(String body) {
    List<JsonNode> events = NamedEvents.of(body);
    for (int i = 0; i < events.size(); i++) {
      assertThat(events.get(i).path("sequence_number").asInt(-1)).isEqualTo(i);
    }
    JsonNode first = events.getFirst();
    assertThat(NamedEvents.type(first)).isEqualTo("response.created");
    assertThat(first.at("/response/status").asText()).isEqualTo("in_progress");
    List<String> types = NamedEvents.types(events);
    assertThat(types.getLast()).isIn(TERMINAL);
    assertThat(types.stream().filter(TERMINAL::contains)).hasSize(1);
    JsonNode response = events.getLast().path("response");
    assertThat(types.getLast()).isEqualTo("response." + response.path("status").asText());
    assertThat(response.path("output").isArray()).isTrue();
    if (types.getLast().equals("response.failed")) {
      JsonNode error = events.get(events.size() - 2);
      assertThat(NamedEvents.type(error)).isEqualTo("error");
      assertThat(error.at("/error/message").asText()).isNotEmpty();
      assertThat(response.at("/error/message").asText()).isNotEmpty();
    }
    return events;
  }

  /** The terminal event's response, of a stream that was checked as a whole. */
  static JsonNode of(String body) {
    List<JsonNode> events = numbered(body);
    ResponseOrder order = new ResponseOrder();
    events.forEach(order::take);
    JsonNode response = events.getLast().path("response");
    if (!NamedEvents.type(events.getLast()).equals("response.failed")) {
      assertThat(order.items.values()).allMatch(item -> item.over);
    }
    List<JsonNode> output = new ArrayList<>();
    response.path("output").forEach(output::add);
    assertThat(output).containsExactlyInAnyOrderElementsOf(order.done);
    return response;
  }

  private void take(JsonNode event) {
    String type = NamedEvents.type(event);
    if (type.equals("response.output_item.added")) {
      assertThat(event.path("output_index").asInt(-1)).isEqualTo(items.size());
      assertThat(event.at("/item/arguments").asText("")).isEmpty();
      items.put(items.size(), new Item());
    } else if (event.has("output_index")) {
      Item item = items.get(event.path("output_index").asInt(-1));
      if (item == null || item.over) {
        throw new AssertionError("not within an item: " + event);
      }
      within(item, type, event);
    }
  }

  private void within(Item item, String type, JsonNode event) {
    switch (type) {
      case "response.output_item.done" -> {
        assertThat(item.partOpen).isFalse();
        item.over = true;
        done.add(event.path("item"));
      }
      case "response.content_part.added", "response.reasoning_summary_part.added" -> {
        assertThat(item.partOpen).isFalse();
        assertThat(place(event)).isEqualTo(item.parts);
        item.partOpen = true;
        item.textDone = false;
        item.said.setLength(0);
      }
      case "response.content_part.done", "response.reasoning_summary_part.done" -> {
        assertThat(item.textDone).isTrue();
        assertThat(item.said).hasToString(whole(event.path("part")));
        item.partOpen = false;
        item.parts++;
      }
      case "response.function_call_arguments.delta" -> item.said.append(delta(event));
      case "response.function_call_arguments.done" ->
          assertThat(item.said).hasToString(event.path("arguments").asText());
      default -> text(item, type, event);
    }
  }

  private static void text(Item item, String type, JsonNode event) {
    assertThat(item.partOpen).as("within a part: %s", event).isTrue();
    assertThat(place(event)).isEqualTo(item.parts);
    assertThat(item.textDone).isFalse();
    if (type.endsWith(".delta")) {
      item.said.append(delta(event));
    } else if (type.endsWith(".done")) {
      assertThat(item.said).hasToString(whole(event));
      item.textDone = true;
    } else {
      assertThat(type).isEqualTo("response.output_text.annotation.added");
    }
  }

  private static int place(JsonNode event) {
    return event.path("content_index").asInt(event.path("summary_index").asInt(-1));
  }

  private static String delta(JsonNode event) {
    assertThat(event.path("delta").isTextual()).isTrue();
    return event.path("delta").asText();
  }

  private static String whole(JsonNode part) {
    return part.path("text").asText("") + part.path("refusal").asText("");
  }
}
