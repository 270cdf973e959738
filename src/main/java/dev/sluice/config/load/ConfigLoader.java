package dev.sluice.config.load;

import dev.sluice.config.KnownModels;
import dev.sluice.config.SluiceConfig;
import dev.sluice.model.Model;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;

/**
 * Reads a configuration. Every method throws {@link ConfigException} with all problems at once, and
 * nothing else, when what it reads cannot be used.
 */
public final class ConfigLoader {
  /** Name of the configuration that is built in, in problems. */
  static final String BUILT_IN = "built-in conf/sluice.yaml";

  private static final String RESOURCE = "/conf/sluice.yaml";
  private static final long LARGEST = 4L << 20;

  private ConfigLoader() {}

  /** The configuration of a YAML file whose references stand for the variables. */
  public static SluiceConfig load(Path file, Map<String, String> variables) {
    return parse(file.toString(), read(file), variables);
  }

  /** The configuration of a YAML text; the name stands for the file in problems. */
  public static SluiceConfig parse(String name, String text, Map<String, String> variables) {
    Problems problems = new Problems();
    Section root = YamlDocument.open(name, text, variables, problems);
    General general = GeneralReader.read(root);
    Gathered gathered = new Gathered();
    gathered.readDecisions(root.section("decisions"));
    gathered.readDefaults(root.section("defaults"));
    Map<String, Section> models = root.section("models").sections();
    if (Values.on(root, "environment", false)) {
      general = overlay(general, gathered, models, new EnvironmentReader(variables, problems));
    }
    boolean catalogue = Values.on(root, "catalogue", true);
    Section providers = root.section("providers");
    gathered.readProviders(providers);
    gathered.readPassing(root);
    gathered.readModels(models);
    gathered.readVirtual(root.section("virtual"));
    gathered.rejectUnused(providers);
    if (gathered.isEmpty()) {
      root.problem(
          "providers", "must name a provider, or the environment must, with environment: true");
    }
    root.rejectUnknown();
    problems.enforce();
    return gathered.with(general, catalogue ? KnownModelsReader.builtIn() : KnownModels.NONE);
  }

  /** The configuration of the variables alone. */
  public static SluiceConfig fromEnvironment(Map<String, String> variables) {
    Problems problems = new Problems();
    Gathered gathered = new Gathered();
    General general =
        overlay(General.defaults(), gathered, Map.of(), new EnvironmentReader(variables, problems));
    if (gathered.isEmpty() && problems.isEmpty()) {
      problems.add(
          Variables.SOURCE, 0, "", "names no provider: set OPENAI_API_KEY or OPENAI_BASE_URL");
    }
    problems.enforce();
    return gathered.with(general, KnownModelsReader.builtIn());
  }

  /** The configuration that comes with Sluice: a demo, and every provider that has a key. */
  public static SluiceConfig builtIn(Map<String, String> variables) {
    return parse(BUILT_IN, builtInText(), variables);
  }

  private static General overlay(
      General general,
      Gathered gathered,
      Map<String, Section> models,
      EnvironmentReader environment) {
    var providers = environment.providers();
    for (EnvironmentProvider provider : providers) {
      gathered.add(provider.config());
    }
    for (Model model : environment.models(providers)) {
      Section own = models.get(model.name());
      if (own == null) {
        gathered.add(model);
      } else if (!model.name().equals(EnvironmentReader.ANY)) {
        own.problem("", "OPENAI_MODEL names this model too; name it in one place");
      }
    }
    return environment.over(general, providers.size());
  }

  static String read(Path file) {
    Problems problems = new Problems();
    String name = file.toString();
    try {
      if (Files.size(file) > LARGEST) {
        problems.add(name, 0, "", "must be at most 4MiB");
      } else {
        return decode(Files.readAllBytes(file));
      }
    } catch (NoSuchFileException _) {
      problems.add(name, 0, "", "no such file");
    } catch (CharacterCodingException _) {
      problems.add(name, 0, "", "must be text in UTF-8");
    } catch (IOException _) {
      problems.add(name, 0, "", "cannot be read");
    }
    throw problems.exception();
  }

  private static String decode(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  static String builtInText() {
    try (InputStream resource = ConfigLoader.class.getResourceAsStream(RESOURCE)) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its resource " + RESOURCE);
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
