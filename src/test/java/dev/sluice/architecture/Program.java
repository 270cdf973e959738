package dev.sluice.architecture;

import com.tngtech.archunit.ArchConfiguration;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.sluice.model.Model;
import java.net.URL;
import java.util.stream.Stream;

/** The compiled program, without its tests and benchmarks. */
final class Program {
  static final JavaClasses CLASSES = read();

  private Program() {}

  private static JavaClasses read() {
    // The libraries' own classes are known by name, which is all that is asked, and takes no time.
    ArchConfiguration.get().setResolveMissingDependenciesFromClassPath(false);
    URL main = Model.class.getProtectionDomain().getCodeSource().getLocation();
    return new ClassFileImporter().importUrl(main);
  }

  /** Every use of one type by another. */
  static Stream<Dependency> dependencies() {
    return CLASSES.stream().flatMap(type -> type.getDirectDependenciesFromSelf().stream());
  }

  /** All types that a programmer named, lambdas and anonymous classes left out. */
  static Stream<JavaClass> named() {
    return CLASSES.stream()
        .filter(type -> !type.isAnonymousClass())
        .filter(type -> !type.getSimpleName().equals("package-info"));
  }
}
