package dev.sluice.wire.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Files that show what becomes of an input: {@code case.in.json} beside {@code case.out.json}, or
 * {@code .sse} for streams.
 *
 * <p>{@code ./mvnw -Dquick test -Dtest=GoldenTest -Dgolden.record=true} writes all outputs anew;
 * {@code git diff src/test/resources/golden} then shows what has changed.
 */
final class Golden {
  private static final Path ROOT = Path.of("src/test/resources/golden");
  private static final boolean RECORD = Boolean.getBoolean("golden.record");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String IN = ".in.";

  private Golden() {}

  /** A test for each input of a folder. */
  static Stream<DynamicTest> tests(String folder, UnaryOperator<String> turn) {
    return inputs(folder).stream()
        .map(input -> DynamicTest.dynamicTest(name(input), () -> check(input, turn)));
  }

  /** The inputs of a folder, in the order of their names. */
  static List<Path> inputs(String folder) {
    try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
      return files.filter(file -> file.getFileName().toString().contains(IN)).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String name(Path input) {
    String file = input.getFileName().toString();
    return file.substring(0, file.indexOf(IN));
  }

  private static void check(Path input, UnaryOperator<String> turn) throws IOException {
    String file = input.getFileName().toString();
    Path output = input.resolveSibling(file.replace(IN, ".out."));
    String made = turn.apply(read(input));
    String shown = file.endsWith(".json") ? pretty(made) : made;
    if (RECORD) {
      Files.writeString(output, shown);
    }
    assertThat(shown).as("%s; see Golden for how to record anew", output).isEqualTo(read(output));
  }

  private static String pretty(String json) throws IOException {
    return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(JSON.readTree(json)) + "\n";
  }
}
