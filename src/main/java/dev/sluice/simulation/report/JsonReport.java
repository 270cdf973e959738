package dev.sluice.simulation.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.sluice.model.Preference;
import dev.sluice.simulation.replay.ReplayResult;
import dev.sluice.simulation.result.Result;
import dev.sluice.simulation.result.Study;
import dev.sluice.simulation.scenario.ScenarioTarget;
import java.util.List;

/** Results as JSON, with all their figures. What is infinite or no number is written as a text. */
public final class JsonReport {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private JsonReport() {}

  /** A study. */
  public static String of(Study study) {
    var traffic = study.scenario().traffic();
    return write(
        new View(
            study.scenario().name(),
            study.seed(),
            traffic.nodes(),
            traffic.rate(),
            traffic.seconds(),
            traffic.warmUpSeconds(),
            study.scenario().preference(),
            study.scenario().targets().stream().map(ScenarioTarget::name).toList(),
            study.results()));
  }

  /** A log under several policies. */
  public static String of(List<ReplayResult> results) {
    return write(results);
  }

  private record View(
      String scenario,
      long seed,
      int nodes,
      double rate,
      double seconds,
      double warmUp,
      Preference preference,
      List<String> targets,
      List<Result> results) {}

  private static String write(Object value) {
    try {
      return JSON.writeValueAsString(value) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a report could not be written as JSON", e);
    }
  }
}
