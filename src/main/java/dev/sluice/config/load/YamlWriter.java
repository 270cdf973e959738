package dev.sluice.config.load;

import dev.sluice.config.Units;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** YAML that is being written: texts are always quoted, so that none can be misread. */
final class YamlWriter {
  private static final Pattern PLAIN_KEY = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

  private final StringBuilder text = new StringBuilder();
  private String indent = "";
  private boolean item;

  String text() {
    return text.toString();
  }

  /** A key with what is written meanwhile below it; nothing below gives an empty mapping. */
  void section(String key, Runnable content) {
    String outer = indent;
    line(key(key) + ":");
    int start = text.length();
    indent = outer + "  ";
    content.run();
    indent = outer;
    if (text.length() == start) {
      text.insert(start - 1, " {}");
    }
  }

  /** A list of mappings, each written by the given writer. */
  <T> void items(String key, List<T> items, Consumer<T> write) {
    String outer = indent;
    line(key(key) + ":");
    indent = outer + "    ";
    for (T each : items) {
      item = true;
      write.accept(each);
    }
    indent = outer;
  }

  void list(String key, List<String> texts) {
    line(
        key(key)
            + texts.stream().map(YamlWriter::quoted).collect(Collectors.joining(", ", ": [", "]")));
  }

  /** A text; nothing when it is null. */
  void put(String key, @Nullable String value) {
    if (value != null) {
      line(key(key) + ": " + quoted(value));
    }
  }

  void put(String key, boolean value) {
    line(key(key) + ": " + value);
  }

  void put(String key, long value) {
    line(key(key) + ": " + value);
  }

  void put(String key, double value) {
    put(key, BigDecimal.valueOf(value));
  }

  void put(String key, BigDecimal value) {
    BigDecimal shortest = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
    line(key(key) + ": " + shortest.toPlainString());
  }

  void put(String key, Duration value) {
    line(key(key) + ": " + Units.format(value));
  }

  private void line(String content) {
    if (item) {
      text.append(indent, 0, indent.length() - 2).append("- ");
      item = false;
    } else {
      text.append(indent);
    }
    text.append(content).append('\n');
  }

  private static String key(String key) {
    return PLAIN_KEY.matcher(key).matches() ? key : escaped(key);
  }

  /** A reference in a text would be substituted when it is read again. */
  private static String quoted(String value) {
    return escaped(value.replace("${", "$${"));
  }

  private static String escaped(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
