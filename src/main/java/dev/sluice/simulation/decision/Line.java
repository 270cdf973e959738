package dev.sluice.simulation.decision;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * An object in a line of a decision log that is being read.
 *
 * @param place file and line
 * @param path of the object within the line, empty for the line itself
 * @param json the object
 */
record Line(String place, String path, JsonNode json) {
  Line {
    if (!json.isObject()) {
      throw problem(place, path, "must be an object");
    }
  }

  /** The text that must be there. */
  String text(String key) {
    JsonNode node = json.get(key);
    if (node == null || !node.isTextual()) {
      throw problem(key, "must be a text");
    }
    return node.textValue();
  }

  /** The whole number from least, the other one when there is none. */
  int whole(String key, int least, int otherwise) {
    JsonNode node = json.get(key);
    if (node == null) {
      return otherwise;
    }
    if (!node.isInt() || node.intValue() < least) {
      throw problem(key, "must be a whole number, at least " + least);
    }
    return node.intValue();
  }

  /** The whole number, 0 or more, that must be there. */
  long amount(String key) {
    JsonNode node = json.get(key);
    if (node == null || !node.canConvertToExactIntegral() || node.longValue() < 0) {
      throw problem(key, "must be a whole number, at least 0");
    }
    return node.longValue();
  }

  /** The number, the other one when there is none. */
  double number(String key, double otherwise) {
    JsonNode node = json.get(key);
    if (node == null) {
      return otherwise;
    }
    if (!node.isNumber()) {
      throw problem(key, "must be a number");
    }
    return node.doubleValue();
  }

  /** The object below the key, null when there is none. */
  @Nullable Line object(String key) {
    JsonNode node = json.get(key);
    return node == null || node.isNull() ? null : new Line(place, pathOf(key), node);
  }

  /** The element of the list below the key. */
  Line element(String key, int index) {
    return new Line(place, pathOf(key) + "[" + index + "]", json.get(key).get(index));
  }

  /** Length of the list that must be below the key. */
  int length(String key) {
    JsonNode node = json.get(key);
    if (node == null || !node.isArray()) {
      throw problem(key, "must be a list");
    }
    return node.size();
  }

  IllegalArgumentException problem(String key, String message) {
    return problem(place, pathOf(key), message);
  }

  private String pathOf(String key) {
    return path.isEmpty() ? key : key.isEmpty() ? path : path + "." + key;
  }

  private static IllegalArgumentException problem(String place, String path, String message) {
    return new IllegalArgumentException(
        path.isEmpty() ? place + ": " + message : place + " " + path + ": " + message);
  }
}
