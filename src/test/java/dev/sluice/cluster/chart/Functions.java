package dev.sluice.cluster.chart;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** The functions that our templates call. */
final class Functions {
  private static final Set<String> KNOWN =
      Set.of(
          "add",
          "and",
          "default",
          "eq",
          "include",
          "ne",
          "nindent",
          "not",
          "printf",
          "quote",
          "sha256sum",
          "toYaml",
          "trimSuffix",
          "trunc");
  private static final ObjectMapper TREES = new ObjectMapper();

  private Functions() {}

  static boolean known(String name) {
    return KNOWN.contains(name);
  }

  static JsonNode call(String name, List<JsonNode> given, Scope scope) {
    JsonNode first = given.getFirst();
    JsonNode last = given.getLast();
    return switch (name) {
      case "add" -> LongNode.valueOf(given.stream().mapToLong(JsonNode::asLong).sum());
      case "and" -> given.stream().filter(each -> !Scope.truth(each)).findFirst().orElse(last);
      case "default" -> Scope.truth(last) ? last : first;
      case "eq" -> BooleanNode.valueOf(first.equals(last));
      case "ne" -> BooleanNode.valueOf(!first.equals(last));
      case "not" -> BooleanNode.valueOf(!Scope.truth(first));
      case "include" -> text(scope.chart().include(first.asText(), scope.at(last)));
      case "nindent" -> text("\n" + indented(last.asText(), first.asInt()));
      case "printf" ->
          text(
              first
                  .asText()
                  .formatted(
                      given.subList(1, given.size()).stream().map(JsonNode::asText).toArray()));
      case "quote" -> text('"' + last.asText().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
      case "sha256sum" -> text(sha256(last.asText()));
      case "toYaml" -> text(yaml(last));
      case "trimSuffix" ->
          text(
              last.asText().endsWith(first.asText())
                  ? last.asText().substring(0, last.asText().length() - first.asText().length())
                  : last.asText());
      case "trunc" ->
          text(last.asText().substring(0, Math.min(first.asInt(), last.asText().length())));
      default -> throw new AssertionError("no function of the chart: " + name);
    };
  }

  private static JsonNode text(String text) {
    return TextNode.valueOf(text);
  }

  private static String indented(String text, int by) {
    return " ".repeat(by) + text.replace("\n", "\n" + " ".repeat(by));
  }

  private static String yaml(JsonNode tree) {
    DumpSettings settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setIndicatorIndent(2)
            .setIndentWithIndicator(true)
            .build();
    try {
      return new Dump(settings).dumpToString(TREES.treeToValue(tree, Object.class)).stripTrailing();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String sha256(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
