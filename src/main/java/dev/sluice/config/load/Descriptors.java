package dev.sluice.config.load;

import dev.sluice.config.descriptor.Descriptor;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The descriptors of servers: those that come with Sluice, and those of files and providers. */
final class Descriptors {
  /** Names of those that come with Sluice. */
  static final List<String> NAMES =
      List.of(
          "ark",
          "azure",
          "deepseek",
          "fireworks",
          "groq",
          "mistral",
          "moonshot",
          "ollama",
          "openrouter",
          "qwen",
          "together",
          "vllm",
          "xai",
          "zhipu");

  private static final String FOLDER = "/dev/sluice/config/descriptors/";
  private static final Map<String, Descriptor> READ = new ConcurrentHashMap<>();

  private Descriptors() {}

  /** The one of that name that comes with Sluice, null when there is none. */
  static @Nullable Descriptor named(String name) {
    return NAMES.contains(name) ? READ.computeIfAbsent(name, Descriptors::builtIn) : null;
  }

  private static Descriptor builtIn(String name) {
    return parse(name, FOLDER + name + ".yaml", text(FOLDER + name + ".yaml"));
  }

  /**
   * The descriptor of a text.
   *
   * @throws ConfigException with every problem
   */
  static Descriptor parse(String name, String file, String text) {
    Problems problems = new Problems();
    Section root = YamlDocument.open(file, text, Map.of(), problems);
    // None that comes with Sluice extends another one, so that none waits for itself.
    Descriptor read =
        DescriptorReader.read(name, root, file.startsWith(FOLDER) ? _ -> null : Descriptors::named);
    problems.enforce();
    return read;
  }

  /** The descriptor of a provider: by its name, by its file, or as it stands there. */
  static Descriptor of(String provider, Section section) {
    if (section.hasMapping("descriptor")) {
      return DescriptorReader.read(provider, section.section("descriptor"), Descriptors::named);
    }
    String said = section.text("descriptor");
    if (said == null) {
      return Descriptor.PLAIN;
    }
    if (said.endsWith(".yaml") || said.endsWith(".yml")) {
      return file(said, section);
    }
    Descriptor known = named(said);
    if (known == null) {
      section.problem(
          "descriptor",
          "must be a file, a mapping, or one of "
              + String.join(", ", NAMES)
              + Suggestion.phrase(said, NAMES));
    }
    return known == null ? Descriptor.PLAIN : known;
  }

  private static Descriptor file(String file, Section section) {
    try {
      Path path = Path.of(file);
      String name = String.valueOf(path.getFileName()).replaceFirst("\\.ya?ml$", "");
      return parse(name, file, ConfigLoader.read(path));
    } catch (ConfigException e) {
      e.problems().forEach(problem -> section.problem("descriptor", problem.toString()));
    } catch (InvalidPathException _) {
      section.problem("descriptor", "must be the path of a file");
    }
    return Descriptor.PLAIN;
  }

  private static String text(String name) {
    try (InputStream resource = Descriptors.class.getResourceAsStream(name)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its resource " + name);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
