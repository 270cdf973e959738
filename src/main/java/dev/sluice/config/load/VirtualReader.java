package dev.sluice.config.load;

import dev.sluice.config.Rules;
import dev.sluice.model.Quality;
import dev.sluice.model.Task;
import dev.sluice.model.VirtualModel;
import dev.sluice.model.VirtualModel.Rule;
import dev.sluice.model.VirtualModel.Share;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads virtual models. */
final class VirtualReader {
  private static final double MOST_WEIGHT = 1e6;

  private final References references;

  VirtualReader(References references) {
    this.references = references;
  }

  /**
   * The virtual models of the section; what is wrong with them is told.
   *
   * @param models names of the models
   */
  List<VirtualModel> read(Section section, Set<String> models) {
    List<VirtualModel> all = new ArrayList<>();
    for (String name : section.keys()) {
      Item key = section.itemOfKey(name);
      if (!ModelsReader.isName(name)) {
        key.problem(ModelsReader.NAME_RULE);
      } else if (name.indexOf('*') >= 0) {
        key.problem("must be one name, not a pattern");
      } else if (models.contains(name)) {
        key.problem("a model has this name; choose another");
      }
      List<Rule> rules = rules(name, section);
      if (rules != null) {
        all.add(new VirtualModel(name, rules));
      }
    }
    return all;
  }

  private @Nullable List<Rule> rules(String name, Section section) {
    List<Section> given = section.list(name);
    List<@Nullable Rule> rules = new ArrayList<>();
    for (Section each : given) {
      rules.add(rule(each));
    }
    if (given.isEmpty()) {
      section.problem(name, "must be a list of at least one rule");
      return null;
    }
    List<Rule> sound = new ArrayList<>();
    for (int i = 0; i < rules.size(); i++) {
      Rule rule = rules.get(i);
      if (rule == null) {
        return null;
      }
      boolean last = i == rules.size() - 1;
      if (!last && rule.applies(null, null)) {
        given.get(i + 1).problem("", "is never reached: the rule before it applies to everything");
        return null;
      }
      if (last && !rule.applies(null, null)) {
        given.get(i).problem("", "must apply to everything, as the last rule: leave out when");
        return null;
      }
      sound.add(rule);
    }
    return sound;
  }

  private @Nullable Rule rule(Section section) {
    Section when = section.section("when");
    Set<Task> tasks = Values.choices(when, "task", Task.values(), Task::id);
    Set<Quality> qualities = Values.choices(when, "quality", Quality.values(), Quality::id);
    when.rejectUnknown();
    Item model = section.item("model");
    List<Share> shares = shares(section.section("models"));
    if (model != null) {
      references.add(model, null);
    }
    return section.build(() -> {
      new Rules()
          .require(
              section.given("model") != section.given("models"),
              "",
              "must have either model, or models with their shares")
          .require(
              !section.given("models") || !section.section("models").keys().isEmpty(),
              "models",
              "must name at least one model")
          .require(!section.given("model") || section.has("model"), "model", "must name a model")
          .enforce();
      List<Share> all = model == null ? shares : List.of(new Share(model.text(), 1));
      // What is left out here was told where it stands.
      return all.isEmpty() ? null : new Rule(tasks, qualities, all);
    });
  }

  private List<Share> shares(Section section) {
    List<Share> shares = new ArrayList<>();
    for (String model : section.keys()) {
      references.add(section.itemOfKey(model), null);
      double weight = Values.number(section, model, 0);
      Share share =
          section.check(() -> {
            new Rules()
                .require(
                    weight > 0 && weight <= MOST_WEIGHT, model, "must be above 0, at most 1000000")
                .enforce();
            return new Share(model, weight);
          });
      if (share != null) {
        shares.add(share);
      }
    }
    return shares;
  }
}
