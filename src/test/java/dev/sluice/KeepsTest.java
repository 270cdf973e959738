package dev.sluice;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every promise of the pages for authors of clients has a test that names it. */
final class KeepsTest {
  private static final Path PAGES = Path.of("docs/clients");
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| *([A-Z]+-[0-9]+) *\\| *(.+?) *\\| *$");

  /** Begins the reason in the row of a promise that nobody makes. */
  private static final Pattern NOT_KEPT = Pattern.compile("\\bnot kept: \\S");

  /**
   * A row of a page.
   *
   * @param text what is promised
   */
  private record Row(String id, String text) {
    private Row(MatchResult row) {
      this(row.group(1), row.group(2));
    }

    boolean kept() {
      return !NOT_KEPT.matcher(text).find();
    }
  }

  private static List<Row> rows() throws IOException {
    try (Stream<Path> pages = Files.list(PAGES)) {
      return pages
          .filter(page -> page.toString().endsWith(".md"))
          .flatMap(page -> ROW.matcher(text(page)).results())
          .map(Row::new)
          .toList();
    }
  }

  private static String text(Path page) {
    try {
      return Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<JavaClass> classes() {
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    URL tests = Keeps.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter().importUrl(tests).stream().toList();
  }

  /** Methods that name promises themselves. */
  private static Stream<JavaMethod> methods(List<JavaClass> classes) {
    return classes.stream()
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> method.isAnnotatedWith(Keeps.class));
  }

  private static List<String> named(List<JavaClass> classes) {
    Stream<Keeps> types =
        classes.stream()
            .filter(type -> type.isAnnotatedWith(Keeps.class))
            .map(type -> type.getAnnotationOfType(Keeps.class));
    Stream<Keeps> methods = methods(classes).map(method -> method.getAnnotationOfType(Keeps.class));
    return Stream.concat(types, methods)
        .flatMap(keeps -> Stream.of(keeps.value()))
        .distinct()
        .toList();
  }

  @Test
  void everyPromiseIsProved() throws IOException {
    List<String> named = named(classes());

    assertThat(rows()).isNotEmpty().filteredOn(Row::kept).extracting(Row::id).isSubsetOf(named);
  }

  @Test
  void nothingIsProvedThatIsNotPromised() throws IOException {
    List<Row> rows = rows();

    assertThat(rows).extracting(Row::id).doesNotHaveDuplicates().containsAll(named(classes()));
  }

  @Test
  void onlyTestsProveSomething() {
    assertThat(methods(classes()))
        .allMatch(method ->
            method.getAnnotations().stream()
                .map(annotation -> annotation.getRawType().getPackageName())
                .anyMatch(from -> from.startsWith("org.junit.") || from.startsWith("net.jqwik.")));
  }
}
