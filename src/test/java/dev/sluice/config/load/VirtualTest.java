package dev.sluice.config.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Quality;
import dev.sluice.model.Task;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.VirtualModel.Rule;
import dev.sluice.model.VirtualModel.Share;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class VirtualTest {
  private static final String MODELS =
      """
      providers: {sim: {type: simulator}}
      models:
        strong: {targets: [{provider: sim}]}
        gpt-*: {targets: [{provider: sim}]}
      virtual:
      """;

  @Test
  void thereAreNoneWhenNoneAreGiven() {
    assertThat(load(MODELS).virtual()).isEmpty();
  }

  @Test
  void readsRulesInTheirOrder() {
    SluiceConfig config =
        load(
            MODELS
                + """
                  auto:
                    - when: {task: [translation, chat], quality: low}
                      model: gpt-4.1
                    - when: {quality: [high]}
                      models: {strong: 1}
                    - models: {strong: 95, gpt-5: 4.5}
                """);

    assertThat(config.virtual())
        .containsExactly(
            new VirtualModel(
                "auto",
                List.of(
                    new Rule(
                        Set.of(Task.TRANSLATION, Task.CHAT),
                        Set.of(Quality.LOW),
                        List.of(new Share("gpt-4.1", 1))),
                    new Rule(Set.of(), Set.of(Quality.HIGH), List.of(new Share("strong", 1))),
                    new Rule(
                        Set.of(),
                        Set.of(),
                        List.of(new Share("strong", 95), new Share("gpt-5", 4.5))))));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auto: []|auto: must be a list of at least one rule",
        "auto: strong|auto: must be a mapping of keys to values",
        "strong: [{model: strong}]|strong: a model has this name; choose another",
        "a*: [{model: strong}]|a*: must be one name, not a pattern",
        "'a b': [{model: strong}]|\"a b\": a model's name must have 1 to 256 characters",
        "auto: [{model: stong}]|auto[0].model: no model named \"stong\"; did you mean \"strong\"?",
        "auto: [{models: {stong: 1}}]|auto[0].models.stong: no model named",
        "auto: [{model: auto}]|auto[0].model: \"auto\" is a virtual model",
        "auto: [{model: 'gpt-*'}]|auto[0].model: must be one name, not a pattern",
        "auto: [{}]|auto[0]: must have either model, or models with their shares",
        "auto: [{model: strong, models: {strong: 1}}]|auto[0]: must have either model, or models",
        "auto: [{models: {strong: 0}}]|auto[0].models.strong: must be above 0, at most 1000000",
        "auto: [{models: {strong: much}}]|auto[0].models.strong: must be",
        "auto: [{models: {}}]|auto[0].models: must name at least one model",
        "auto: [{model: strong, wen: {}}]|auto[0].wen: unknown key; did you mean \"when\"?",
        "auto: [{when: {tasks: [chat]}, model: strong}]|auto[0].when.tasks: unknown key; did you mean",
        "auto: [{when: {task: [chatt]}, model: strong}, {model: strong}]|auto[0].when.task[0]: must be"
            + " one of translation, summarization, code_generation, reasoning, chat; did you mean"
            + " \"chat\"?",
        "auto: [{when: {quality: [best]}, model: strong}, {model: strong}]|auto[0].when.quality[0]:"
            + " must be one of low, medium, high",
        "auto: [{when: {task: chat}, model: strong}]|auto[0]: must apply to everything, as the last"
            + " rule: leave out when",
        "auto: [{model: strong}, {model: gpt-4}]|auto[1]: is never reached: the rule before it applies"
            + " to everything"
      })
  void refusesRulesThatAreNone(String line, String message) {
    ConfigException failure =
        catchThrowableOfType(ConfigException.class, () -> load(MODELS + "  " + line + "\n"));

    assertThat(failure.problems()).isNotEmpty();
    assertThat(failure.problems().getFirst().toString())
        .startsWith("test.yaml:6 virtual." + message);
  }

  private static SluiceConfig load(String yaml) {
    return ConfigLoader.parse("test.yaml", yaml, Map.of());
  }
}
