package dev.sluice.cluster.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a template can name. */
record Scope(JsonNode dot, JsonNode root, Map<String, JsonNode> variables, Chart chart) {
  Scope at(JsonNode other) {
    return new Scope(other, root, variables, chart);
  }

  void render(List<Piece> pieces, StringBuilder to) {
    for (Piece piece : pieces) {
      switch (piece) {
        case Piece.Text text -> to.append(text.text());
        case Piece.Show show -> to.append(shown(show.value().value(this)));
        case Piece.Choice choice -> choose(choice, to);
        case Piece.Loop loop -> repeat(loop, to);
      }
    }
  }

  private static String shown(JsonNode value) {
    if (!value.isValueNode() || value.isMissingNode() || value.isNull()) {
      throw new AssertionError("cannot be shown: " + value.getNodeType() + " " + value);
    }
    return value.asText();
  }

  private void choose(Piece.Choice choice, StringBuilder to) {
    JsonNode value = choice.when().value(this);
    if (!truth(value)) {
      render(choice.otherwise(), to);
    } else {
      (choice.with() ? at(value) : this).render(choice.then(), to);
    }
  }

  private void repeat(Piece.Loop loop, StringBuilder to) {
    JsonNode over = loop.over().value(this);
    Map<JsonNode, JsonNode> entries = new TreeMap<>((a, b) -> a.asText().compareTo(b.asText()));
    over.properties()
        .forEach(entry -> entries.put(TextNode.valueOf(entry.getKey()), entry.getValue()));
    if (loop.names().isEmpty()) {
      over.forEach(each -> at(each).render(loop.body(), to));
      return;
    }
    entries.forEach((key, value) -> {
      Map<String, JsonNode> named = new HashMap<>(variables);
      named.put(loop.names().get(0), key);
      named.put(loop.names().get(1), value);
      new Scope(value, root, named, chart).render(loop.body(), to);
    });
  }

  /** Nothing, no, 0, and whatever is empty count as no. */
  static boolean truth(JsonNode value) {
    return switch (value.getNodeType()) {
      case BOOLEAN -> value.asBoolean();
      case NUMBER -> value.asDouble() != 0;
      case STRING -> !value.asText().isEmpty();
      case OBJECT, ARRAY -> !value.isEmpty();
      default -> false;
    };
  }
}
