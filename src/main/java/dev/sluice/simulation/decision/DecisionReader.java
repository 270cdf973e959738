package dev.sluice.simulation.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Decision;
import dev.sluice.model.Explanation;
import dev.sluice.model.Price;
import dev.sluice.model.Strategy;
import dev.sluice.model.TargetId;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads decision logs. Fields that it does not know are passed over. */
public final class DecisionReader {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int MOST_LINES = 2_000_000;

  private DecisionReader() {}

  /**
   * All decisions of a log, in its order. Empty lines are passed over.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalArgumentException when a line is none; its message has file, line and path
   */
  public static List<Decision> read(Path file) throws IOException {
    List<Decision> decisions = new ArrayList<>();
    try (BufferedReader in = Files.newBufferedReader(file)) {
      int number = 1;
      for (String text = in.readLine(); text != null; text = in.readLine()) {
        if (number > MOST_LINES) {
          throw new IllegalArgumentException(file + ": has more than " + MOST_LINES + " lines");
        }
        if (!text.isBlank()) {
          decisions.add(parse(file + ":" + number, text));
        }
        number++;
      }
    }
    return decisions;
  }

  /**
   * The decision of a line.
   *
   * @param place file and line, for messages
   * @throws IllegalArgumentException when it is none
   */
  static Decision parse(String place, String text) {
    JsonNode json;
    try {
      json = JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(place + ": is not JSON: " + e.getOriginalMessage(), e);
    }
    Line line = new Line(place, "", json);
    List<Decision.Option> options = new ArrayList<>();
    for (int k = 0; k < line.length("options"); k++) {
      options.add(option(line.element("options", k)));
    }
    Instant time = time(line);
    Strategy strategy = strategy(line);
    return whole(
        line,
        () ->
            new Decision(
                time,
                line.text("model"),
                strategy,
                line.whole("lane", 0, 0),
                line.whole("prompt_tokens", 0, 0),
                line.whole("max_tokens", 0, 0),
                new TargetId(line.text("target")),
                options));
  }

  private static Decision.Option option(Line line) {
    Map<String, Explanation.Value> values = new HashMap<>();
    Line given = line.object("values");
    if (given != null) {
      given.json().fieldNames().forEachRemaining(name -> values.put(name, value(given, name)));
    }
    Price price = price(line.object("price"));
    return whole(
        line,
        () ->
            new Decision.Option(
                new TargetId(line.text("target")),
                line.whole("weight", 1, 1),
                line.whole("priority", 1, 1),
                price,
                line.number("warmth", 1),
                line.whole("in_flight", 0, 0),
                values));
  }

  private static Explanation.Value value(Line values, String name) {
    JsonNode node = values.json().get(name);
    if (node.isNull()) {
      return new Explanation.Value(Double.NaN, 0);
    }
    Line object = node.isObject() ? values.object(name) : null;
    return object == null
        ? new Explanation.Value(values.number(name, 0), 0)
        : new Explanation.Value(
            object.number("value", Double.NaN), object.number("uncertainty", 0));
  }

  private static @Nullable Price price(@Nullable Line line) {
    return line == null
        ? null
        : new Price(line.amount("input"), line.amount("cached_input"), line.amount("output"));
  }

  private static Instant time(Line line) {
    try {
      return Instant.parse(line.text("time"));
    } catch (DateTimeParseException _) {
      throw line.problem("time", "must be a time such as 2026-01-31T12:00:00.123Z");
    }
  }

  private static Strategy strategy(Line line) {
    Strategy strategy = Strategy.named(line.text("strategy"));
    if (strategy == null) {
      throw line.problem("strategy", "must be one of " + Strategy.names());
    }
    return strategy;
  }

  /** Makes it and gives what is wrong with it as a whole its place. */
  private static <T> T whole(Line line, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      String message = String.valueOf(e.getMessage());
      if (message.startsWith(line.place())) {
        throw e;
      }
      throw line.problem("", message);
    }
  }
}
