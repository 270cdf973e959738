package dev.sluice.app;

import static dev.sluice.app.Watched.result;
import static dev.sluice.app.Watched.version;
import static dev.sluice.app.Watched.yaml;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.admin.ConfigReport;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever the files of two nodes say one after the other. */
final class ConfigWatchPropertyTest {
  private static final List<String> TEXTS =
      List.of(yaml("one"), yaml("two"), yaml("one", "another"), "models: {");

  /** Each step is what the other member says, four times what the own file says. */
  @Property(tries = 50)
  void nothingIsTakenThatTheOtherDoesNotSayAndNothingIsLeftOver(
      @ForAll @Size(max = 10) List<@IntRange(min = 0, max = 11) Integer> steps) {
    try (Watched node = new Watched(TEXTS.getFirst())) {
      AtomicReference<String> wrong = new AtomicReference<>("");
      node.changeover.witness(next -> {
        String version = Fleets.version(next);
        boolean own = version.equals(node.version());
        if (!own && !node.fleet.without(version).isEmpty()) {
          wrong.set(version);
        }
      });
      for (int step : steps) {
        int said = step / TEXTS.size();
        node.fleet.offers("node-2", said == 2 ? "" : version(TEXTS.get(said)));
        String text = TEXTS.get(step % TEXTS.size());
        ConfigReport told = node.change(text);
        assertThat(told.state())
            .isEqualTo(
                text.equals(TEXTS.getLast())
                    ? "refused"
                    : told.version().equals(version(text)) ? "current" : "waiting");
        assertThat(node.changeover.open()).isEqualTo(told.state().equals("waiting") ? 1 : 0);
        assertThat(told.waitingFor().isEmpty()).isEqualTo(!told.state().equals("waiting"));
      }
      result(node.stop());

      assertThat(wrong).hasValue("");
      assertThat(node.changeover.open()).isZero();
      assertThat(node.offered()).isEqualTo(node.version());
    }
  }
}
