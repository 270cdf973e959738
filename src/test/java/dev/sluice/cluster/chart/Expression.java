package dev.sluice.cluster.chart;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A value in a template: calls of functions, one into the other by bars. */
final class Expression {
  private static final Pattern WORD =
      Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|[()|]|\\$?\\.?[\\w.]+|[$.]|\\S");

  private final List<String> words;

  Expression(String text) {
    this.words = WORD.matcher(text).results().map(MatchResult::group).toList();
  }

  JsonNode value(Scope scope) {
    return new Reading(scope).all();
  }

  /** One evaluation. */
  private final class Reading {
    private final Scope scope;
    private int at;

    Reading(Scope scope) {
      this.scope = scope;
    }

    JsonNode all() {
      JsonNode value = piped();
      if (at < words.size()) {
        throw new AssertionError("not understood: " + words.get(at) + " in " + words);
      }
      return value;
    }

    private JsonNode piped() {
      JsonNode value = call(new ArrayList<>());
      while (at < words.size() && words.get(at).equals("|")) {
        at++;
        List<JsonNode> last = new ArrayList<>();
        last.add(value);
        value = call(last);
      }
      return value;
    }

    /** What came through a bar is the last argument. */
    private JsonNode call(List<JsonNode> last) {
      String word = words.get(at);
      boolean function = Functions.known(word);
      List<JsonNode> arguments = new ArrayList<>();
      at += function ? 1 : 0;
      while (at < words.size() && !words.get(at).equals("|") && !words.get(at).equals(")")) {
        arguments.add(term());
      }
      arguments.addAll(last);
      if (function) {
        return Functions.call(word, arguments, scope);
      }
      if (arguments.size() != 1) {
        throw new AssertionError("no function of the chart: " + word + " in " + words);
      }
      return arguments.getFirst();
    }

    private JsonNode term() {
      String word = words.get(at++);
      if (word.equals("(")) {
        JsonNode value = piped();
        at++;
        return value;
      }
      if (word.startsWith("\"")) {
        return TextNode.valueOf(word.substring(1, word.length() - 1).translateEscapes());
      }
      if (word.matches("\\d+")) {
        return LongNode.valueOf(Long.parseLong(word));
      }
      if (word.startsWith("$.") || word.equals("$")) {
        return path(scope.root(), word.substring(1));
      }
      if (word.startsWith("$") && scope.variables().containsKey(word.substring(1))) {
        return scope.variables().get(word.substring(1));
      }
      if (word.startsWith(".")) {
        return path(scope.dot(), word);
      }
      throw new AssertionError("not understood: " + word + " in " + words);
    }

    private static JsonNode path(JsonNode from, String path) {
      JsonNode node = from;
      for (String name : path.split("\\.", -1)) {
        node = name.isEmpty() ? node : node.path(name);
      }
      return node.isNull() ? MissingNode.getInstance() : node;
    }
  }
}
