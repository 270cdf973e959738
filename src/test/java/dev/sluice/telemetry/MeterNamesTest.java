package dev.sluice.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The page about metrics names all meters of the gateway and no others. */
final class MeterNamesTest {
  private static final Path PAGE = Path.of("docs/metrics.md");
  private static final Pattern ROW = Pattern.compile("(?m)^\\| `(sluice_[a-z0-9_]+)` \\|");

  @Test
  void thePageNamesThemAll() throws IOException {
    Set<String> told = new TreeSet<>();
    ROW.matcher(Files.readString(PAGE))
        .results()
        .forEach(row -> told.add(row.group(1).replaceFirst("_total$", "")));
    Set<String> known = new TreeSet<>();
    for (Field field : Arrays.asList(MeterNames.class.getFields())) {
      if (read(field).startsWith("sluice")) {
        known.add(read(field).replace('.', '_'));
      }
    }

    assertThat(told).isEqualTo(known);
  }

  private static String read(Field field) {
    try {
      return (String) field.get(null);
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
  }
}
