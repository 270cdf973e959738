package dev.sluice.stats.decisions;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.model.Decision;
import dev.sluice.model.Explanation;
import dev.sluice.model.Price;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Writes a decision log, a line for each decision. What is usual is left out of a line. */
public final class DecisionWriter implements Consumer<Decision> {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** More than anything can be measured to, and a log half as long as with all digits. */
  private static final MathContext DIGITS = new MathContext(6);

  private final Writer out;

  /** Writes to {@code out}, which stays the caller's to close. */
  public DecisionWriter(Writer out) {
    this.out = out;
  }

  @Override
  public void accept(Decision decision) {
    try {
      out.write(line(decision));
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The decision as one line of JSON, without an end of line. */
  public static String line(Decision decision) {
    ObjectNode line = JSON.createObjectNode();
    line.put("time", decision.time().toString())
        .put("model", decision.model())
        .put("strategy", decision.strategy().id());
    putUnless(0, "lane", decision.lane(), line);
    putUnless(0, "prompt_tokens", decision.promptTokens(), line);
    putUnless(0, "max_tokens", decision.maxTokens(), line);
    line.put("target", decision.target().value());
    var options = line.putArray("options");
    for (Decision.Option option : decision.options()) {
      write(option, options.addObject());
    }
    return line.toString();
  }

  private static void write(Decision.Option option, ObjectNode line) {
    line.put("target", option.target().value());
    putUnless(1, "weight", option.weight(), line);
    putUnless(1, "priority", option.priority(), line);
    Price price = option.price();
    if (price != null) {
      line.putObject("price")
          .put("input", price.input())
          .put("cached_input", price.cachedInput())
          .put("output", price.output());
    }
    if (option.warmth() < 1) {
      line.put("warmth", option.warmth());
    }
    putUnless(0, "in_flight", option.inFlight(), line);
    ObjectNode values = line.putObject("values");
    new TreeMap<>(option.values())
        .entrySet().stream()
            .filter(entry -> Double.isFinite(entry.getValue().value()))
            .forEach(entry -> write(entry, values));
  }

  private static void write(Map.Entry<String, Explanation.Value> entry, ObjectNode values) {
    double value = entry.getValue().value();
    double uncertainty = entry.getValue().uncertainty();
    if (uncertainty > 0 && Double.isFinite(uncertainty)) {
      values
          .putObject(entry.getKey())
          .put("value", rounded(value))
          .put("uncertainty", rounded(uncertainty));
    } else {
      values.put(entry.getKey(), rounded(value));
    }
  }

  private static double rounded(double value) {
    return new BigDecimal(value, DIGITS).doubleValue();
  }

  private static void putUnless(int usual, String key, int value, ObjectNode line) {
    if (value != usual) {
      line.put(key, value);
    }
  }
}
