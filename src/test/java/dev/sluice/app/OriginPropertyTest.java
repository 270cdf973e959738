package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.load.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever happens to a file, what is known of it in the end is what it says. */
final class OriginPropertyTest {
  enum Event {
    WRITE,
    REPLACE,
    SPOIL,
    DELETE,
    LOOK,
    READ
  }

  @Property(tries = 100)
  void twoLooksAtRestKnowTheFile(@ForAll @Size(max = 12) List<Event> events) throws IOException {
    Path folder = Files.createTempDirectory("origin");
    Path file = folder.resolve("sluice.yaml");
    try {
      Origin origin = Origin.of(new ConfigSource.YamlFile(file, Map.of()));
      String known = "nothing";
      String said = "problems";
      int number = 0;
      for (Event event : events) {
        String text = "m" + "x".repeat(number++);
        switch (event) {
          case WRITE -> said = write(file, text);
          case REPLACE -> said = replace(file, text);
          case SPOIL -> said = spoil(file);
          case DELETE -> said = delete(file);
          case LOOK -> known = after(origin.look(), known);
          case READ -> {
            known = after(origin.read(), known);
            assertThat(known).as("what is asked for is read").isEqualTo(said);
          }
        }
      }
      known = after(origin.look(), known);
      known = after(origin.look(), known);

      assertThat(known).isEqualTo(said);
      assertThat(origin.look()).isEqualTo(Origin.Known.SAME);
    } finally {
      Files.deleteIfExists(file);
      Files.delete(folder);
    }
  }

  private static String replace(Path file, String model) throws IOException {
    Path next = file.resolveSibling("next");
    String said = write(next, model);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return said;
  }

  private static String spoil(Path file) throws IOException {
    Files.writeString(file, "models: {");
    return "problems";
  }

  private static String delete(Path file) throws IOException {
    Files.deleteIfExists(file);
    return "problems";
  }

  private static String after(Origin.Look look, String known) {
    return switch (look) {
      case Origin.Known _ -> known;
      case Origin.Valid valid -> valid.config().models().getFirst().name();
      case Origin.Invalid _ -> "problems";
    };
  }

  private static String write(Path file, String model) throws IOException {
    Files.writeString(
        file,
        "providers: {sim: {type: simulator}}\nmodels: {"
            + model
            + ": {targets: [{provider: sim, model: m}]}}\n");
    return model;
  }
}
