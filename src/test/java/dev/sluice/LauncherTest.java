package dev.sluice;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, in a project whose Maven and JDKs only tell that they were called. */
final class LauncherTest {
  private static final String MAVEN =
      """
      #!/bin/sh
      echo "$JAVA_HOME: $*" >>maven.log
      [ ! -f broken ] || { echo "it does not compile"; exit 1; }
      mkdir -p target && touch target/sluice.jar target/bench.classpath
      """;

  private static final String JAVA =
      """
      #!/bin/sh
      case "$*" in
        *AOTCacheOutput=*)
          [ ! -f "$(dirname "$1")/untrainable" ] || { echo "it cannot be trained"; exit 1; }
          for each; do
            case $each in -XX:AOTCacheOutput=*) echo cache >"${each#*=}" ;; esac
          done ;;
      esac
      echo "$0 $*"
      """;

  @TempDir Path folder;
  private Path project;
  private Path jdk;

  @BeforeEach
  void layOut() throws IOException {
    project = Files.createDirectories(folder.resolve("a project"));
    Files.createDirectories(project.resolve("src/main/java"));
    Files.createDirectories(project.resolve("conf"));
    Files.writeString(project.resolve("pom.xml"), "<project/>");
    Files.copy(Path.of("conf/jvm.flags"), project.resolve("conf/jvm.flags"));
    Files.copy(Path.of("sluice"), project.resolve("sluice"));
    script(project.resolve("mvnw"), MAVEN);
    jdk = jdk("jdk", "25.0.3");
  }

  @Test
  void aFirstStartBuildsAndTheNextOneDoesNot() throws Exception {
    Run first = run(jdk, "serve", "--config", "my file.yaml");
    Run second = run(jdk, "version");
    assertThat(first.out())
        .contains(jdk + "/bin/java", "-jar", "target/sluice.jar serve --config my file.yaml");
    assertThat(first.err()).isEqualTo("sluice: building the gateway\n");
    assertThat(second.err()).isEmpty();
    assertThat(builds()).hasSize(1).allMatch(line -> line.startsWith(jdk + ": "));
  }

  @Test
  void bothBuildsOfABenchmarkUseTheJdkThatWasFound() throws Exception {
    String path = jdk.resolve("bin") + ":" + System.getenv("PATH");
    Run run = run(List.of("bench"), Map.of("JAVA_HOME", "", "PATH", path));
    assertThat(run.err()).contains("building the gateway", "building the benchmarks");
    assertThat(builds()).hasSize(2).allMatch(line -> line.startsWith(jdk + ": "));
  }

  @Test
  void aChangedSourceIsBuilt() throws Exception {
    assertThat(run(jdk, "version").status()).isZero();
    Path source = Files.writeString(project.resolve("src/main/java/New.java"), "");
    Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(1)));
    assertThat(run(jdk, "version").err()).contains("building");
    assertThat(builds()).hasSize(2);
  }

  @Test
  void aBuildThatFailsShowsItsOutputAndIsTriedAgain() throws Exception {
    Path broken = Files.writeString(project.resolve("broken"), "");
    Run failed = run(jdk, "serve");
    assertThat(failed.status()).isEqualTo(1);
    assertThat(failed.err()).contains("it does not compile", "the build failed");
    Files.delete(broken);
    assertThat(run(jdk, "serve").status()).isZero();
  }

  @Test
  void withoutACommandItServes() throws Exception {
    assertThat(run(jdk).out()).endsWith("sluice.jar serve\n");
  }

  @Test
  void allJvmsHaveTheSameFlagsAndOnesOwnComeAfterThem() throws Exception {
    assertThat(run(jdk, "serve").out()).contains("@" + project.toRealPath() + "/conf/jvm.flags");
    Run own =
        run(List.of("serve"), Map.of("JAVA_HOME", jdk.toString(), "SLUICE_JAVA_OPTS", "-Xa -Xb"));
    assertThat(own.out()).containsSubsequence("jvm.flags", "-Xa -Xb", "-jar");
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Path old = jdk("old", "17.0.15");
    Path path = Files.createDirectories(folder.resolve("path"));
    Files.createSymbolicLink(path.resolve("java"), jdk.resolve("bin/java"));
    Run run =
        run(
            List.of("serve"),
            Map.of("JAVA_HOME", old.toString(), "PATH", path + ":" + System.getenv("PATH")));
    assertThat(run.out()).startsWith(jdk.toRealPath() + "/bin/java");
  }

  @Test
  void aNewerJdkIsTakenWhenItIsAskedFor() throws Exception {
    Path newer = jdk("newer", "27-ea");
    assertThat(run(newer, "serve").out()).startsWith(newer + "/bin/java");
  }

  @Test
  void itIsFoundThroughSymbolicLinks() throws Exception {
    Path first = folder.resolve("first");
    Path second = folder.resolve("second");
    Files.createSymbolicLink(first, project.resolve("sluice"));
    Files.createSymbolicLink(second, Path.of("first"));
    Run run = start(second, List.of("version"), Map.of("JAVA_HOME", jdk.toString()));
    assertThat(run.out()).contains(project.toRealPath() + "/target/sluice.jar version");
  }

  @Test
  void helpNeedsNoBuildAndNoJdk() throws Exception {
    Run run = run(List.of("--help"), Map.of("JAVA_HOME", "/nowhere"));
    assertThat(run.status()).isZero();
    assertThat(run.out()).contains("serve", "check", "test", "bench", "aot");
    assertThat(project.resolve("target")).doesNotExist();
  }

  @Test
  void aBuildTrainsACacheThatStartsUse() throws Exception {
    trainable();
    Run first = run(jdk, "serve");
    Run second = run(jdk, "version");
    String flag = "-XX:AOTCache=" + project.toRealPath() + "/target/sluice.aot";
    assertThat(first.out()).contains(flag);
    assertThat(second.out()).contains(flag);
    assertThat(first.err())
        .isEqualTo("sluice: building the gateway\nsluice: training the start-up cache\n");
    assertThat(second.err()).isEmpty();
  }

  @Test
  void aCacheOfAnotherJdkIsLeftAside() throws Exception {
    trainable();
    assertThat(run(jdk, "version").out()).contains("-XX:AOTCache=");
    Run other = run(jdk("newer", "27-ea"), "serve");
    assertThat(other.out()).doesNotContain("AOTCache");
    assertThat(other.err()).isEmpty();
  }

  @Test
  void withoutACacheItStartsAllTheSame() throws Exception {
    trainable();
    Files.writeString(project.resolve("src/main/launcher/untrainable"), "");
    Run run = run(jdk, "serve");
    assertThat(run.status()).isZero();
    assertThat(run.out()).endsWith("sluice.jar serve\n").doesNotContain("AOTCache");
    assertThat(run.err()).doesNotContain("it cannot be trained");
  }

  @Test
  void whoWantsNoCacheHasNone() throws Exception {
    trainable();
    Run run = run(List.of("serve"), Map.of("JAVA_HOME", jdk.toString(), "SLUICE_AOT", "off"));
    assertThat(run.out()).endsWith("sluice.jar serve\n").doesNotContain("AOTCache");
    assertThat(run.err()).isEqualTo("sluice: building the gateway\n");
  }

  @Test
  void onlyALocalFleetKeepsToTheQuickCompiler() throws Exception {
    assertThat(run(jdk, "fleet", "3").out()).contains("-XX:TieredStopAtLevel=1");
    assertThat(run(jdk, "serve").out()).doesNotContain("Tiered");
  }

  private void trainable() throws IOException {
    Path launcher = Files.createDirectories(project.resolve("src/main/launcher"));
    Files.writeString(launcher.resolve("Training.java"), "");
  }

  private Run run(Path java, String... arguments) throws Exception {
    return run(List.of(arguments), Map.of("JAVA_HOME", java.toString()));
  }

  private Run run(List<String> arguments, Map<String, String> environment) throws Exception {
    return start(project.resolve("sluice"), arguments, environment);
  }

  private Run start(Path launcher, List<String> arguments, Map<String, String> environment)
      throws Exception {
    List<String> command = new ArrayList<>(List.of("bash", launcher.toString()));
    command.addAll(arguments);
    Path out = folder.resolve("out");
    Path err = folder.resolve("err");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().remove("SLUICE_JAVA_OPTS");
    builder.environment().remove("SLUICE_AOT");
    builder.environment().putAll(environment);
    Process process = builder.start();
    assertThat(process.waitFor(30, SECONDS)).isTrue();
    return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(project.resolve("maven.log"), UTF_8);
  }

  private Path jdk(String name, String version) throws IOException {
    Path home = folder.resolve(name);
    Files.createDirectories(home.resolve("bin"));
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(home.resolve("bin/java"), JAVA);
    script(home.resolve("bin/javac"), "#!/bin/sh\n");
    return home;
  }

  private static void script(Path file, String text) throws IOException {
    Files.writeString(file, text);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private record Run(int status, String out, String err) {}
}
