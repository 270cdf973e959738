package dev.sluice.config.load;

import static dev.sluice.config.load.Values.duration;

import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.ProviderConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Reads what is passed on to which providers. */
final class PassingReader {
  private PassingReader() {}

  /**
   * The settings.
   *
   * @param providers those that could be read
   * @param declared names of all that there are, right or wrong
   */
  static PassingConfig read(
      Section root, Map<String, ProviderConfig> providers, Collection<String> declared) {
    PassingConfig otherwise = PassingConfig.defaults();
    Section keeping = root.section("files");
    Item keeper = keeping.item("provider");
    boolean known = keeper != null && known(keeper, providers, declared);
    keeping.rejectUnknown();
    List<String> open = new ArrayList<>();
    for (Item item : root.items("passthrough")) {
      if (known(item, providers, declared)) {
        open.add(item.text());
      }
    }
    Section realtime = root.section("realtime");
    return realtime.build(
        () ->
            new PassingConfig(
                known && keeper != null ? keeper.text() : otherwise.files(),
                open,
                duration(realtime, "idle", otherwise.idle()),
                duration(realtime, "lifetime", otherwise.lifetime())),
        otherwise);
  }

  private static boolean known(
      Item item, Map<String, ProviderConfig> providers, Collection<String> declared) {
    ProviderConfig provider = providers.get(item.text());
    if (provider instanceof ConnectedConfig) {
      return true;
    }
    if (provider != null) {
      item.problem("must be a provider that is reached over the network");
    } else if (!declared.contains(item.text())) {
      item.problem(
          "no provider named \"%s\"%s"
              .formatted(item.raw(), Suggestion.phrase(item.raw(), declared)));
    }
    return false;
  }
}
