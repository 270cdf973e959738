package dev.sluice.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may import whom. */
final class ImportsTest {
  @Test
  void everyPackageHasItsHome() {
    assertThat(Program.CLASSES).isNotEmpty().allMatch(type -> Home.of(type).isPresent());
  }

  @ParameterizedTest
  @EnumSource
  void aPackageImportsOnlyWhatItMay(Home home) {
    assertThat(
            uses((from, to) ->
                home.holds(from)
                    && Home.of(to).filter(other -> !home.mayImport(other)).isPresent()))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource
  void aLibraryIsUsedOnlyWhereItBelongs(Library library) {
    assertThat(
            uses((from, to) ->
                library.holds(to) && Home.of(from).filter(library::opensTo).isEmpty()))
        .isEmpty();
  }

  @Test
  void noPackagesDependOnEachOtherInACircle() {
    slices().matching("dev.sluice.(**)").should().beFreeOfCycles().check(Program.CLASSES);
  }

  @Test
  void providersDoNotKnowTheirSiblings() {
    slices()
        .matching("dev.sluice.provider.(*)..")
        .should()
        .notDependOnEachOther()
        .check(Program.CLASSES);
  }

  private static Stream<Dependency> uses(BiPredicate<JavaClass, JavaClass> which) {
    return Program.dependencies()
        .filter(use -> which.test(use.getOriginClass(), use.getTargetClass()));
  }
}
