package dev.sluice.bench.report;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A run with everything that is needed to judge and repeat it.
 *
 * @param started when, ISO 8601 in UTC
 * @param environment host and programs
 * @param settings how it was run
 * @param figures what was measured
 */
public record RunReport(
    String started,
    Map<String, String> environment,
    Map<String, String> settings,
    List<Measurement> figures) {
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
          .build();

  public RunReport {
    environment = Map.copyOf(environment);
    settings = Map.copyOf(settings);
    figures = List.copyOf(figures);
  }

  /**
   * Reads a run that was written before.
   *
   * @throws IOException when the file is none
   */
  public static RunReport read(Path file) throws IOException {
    return JSON.readValue(file.toFile(), RunReport.class);
  }

  /**
   * Writes it as JSON.
   *
   * @throws IOException when the file cannot be written
   */
  public void write(Path file) throws IOException {
    JSON.writeValue(file.toFile(), this);
  }
}
