package dev.sluice.config.change;

import dev.sluice.config.PassingConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Model;
import dev.sluice.model.VirtualModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What is different in two configurations. It holds names alone, never a value that was set.
 *
 * @param fixed sections of the file that differ and that a running node cannot take, in the order
 *     of {@code conf/sluice.yaml}
 * @param providers accounts; one whose only difference is its key is changed as well
 * @param models what clients may ask for; one that takes what the defaults say changes with them
 * @param virtual names that stand for models
 * @param defaults whether what holds for models that say nothing themselves differs
 * @param catalogue whether what is known of upstream models differs
 */
public record Difference(
    List<String> fixed,
    Names providers,
    Names models,
    Names virtual,
    boolean defaults,
    boolean catalogue) {
  private static final List<Section> FIXED =
      List.of(
          new Section("server", SluiceConfig::server),
          new Section("limits", SluiceConfig::limits),
          new Section("failover", SluiceConfig::failover),
          new Section("breaker", SluiceConfig::breaker),
          new Section("health", SluiceConfig::health),
          new Section("leases", SluiceConfig::leases),
          new Section("stream", SluiceConfig::stream),
          new Section("media", SluiceConfig::media),
          new Section("files", passing(PassingConfig::files)),
          new Section("passthrough", passing(PassingConfig::passthrough)),
          new Section("realtime", passing(each -> List.of(each.idle(), each.lifetime()))),
          new Section("decisions", SluiceConfig::decisions),
          new Section("reload", SluiceConfig::reload),
          new Section("cluster", SluiceConfig::cluster));

  /**
   * A key at the top of the file.
   *
   * @param of what a configuration says there, compared by its equality
   */
  private record Section(String name, Function<SluiceConfig, Object> of) {}

  public Difference {
    fixed = List.copyOf(fixed);
  }

  /** What the second configuration has different from the first. */
  public static Difference between(SluiceConfig before, SluiceConfig after) {
    return new Difference(
        FIXED.stream()
            .filter(section -> !section.of.apply(before).equals(section.of.apply(after)))
            .map(Section::name)
            .toList(),
        Names.between(before.providers(), after.providers(), ProviderConfig::name),
        Names.between(before.models(), after.models(), Model::name),
        Names.between(before.virtual(), after.virtual(), VirtualModel::name),
        !before.defaults().equals(after.defaults()),
        !before.catalogue().equals(after.catalogue()));
  }

  /** Whether nothing is different: the configurations are equal. */
  public boolean empty() {
    return fixed.isEmpty()
        && providers.empty()
        && models.empty()
        && virtual.empty()
        && !defaults
        && !catalogue;
  }

  /** A line a difference, such as {@code model fast added}; none when nothing is different. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    fixed.forEach(section -> lines.add(section + " changed, which takes a restart"));
    lines.addAll(providers.lines("provider"));
    lines.addAll(models.lines("model"));
    lines.addAll(virtual.lines("virtual model"));
    if (defaults) {
      lines.add("defaults changed");
    }
    if (catalogue) {
      lines.add("catalogue changed");
    }
    return lines;
  }

  private static Function<SluiceConfig, Object> passing(Function<PassingConfig, Object> of) {
    return config -> of.apply(config.passing());
  }
}
