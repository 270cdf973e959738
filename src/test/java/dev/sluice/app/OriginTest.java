package dev.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sluice.app.Origin.Invalid;
import dev.sluice.app.Origin.Known;
import dev.sluice.app.Origin.Look;
import dev.sluice.app.Origin.Valid;
import dev.sluice.config.load.ConfigLoader;
import dev.sluice.config.load.ConfigSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OriginTest {
  private static final FileTime ONCE = FileTime.fromMillis(1_700_000_000_000L);

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("sluice.yaml");
    write(file, "one");
  }

  @Test
  void whatStaysIsReadOnceAndKnownFromThenOn() {
    Origin origin = origin();

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("one");
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(origin.watchable()).isTrue();
    assertThat(origin.name()).isEqualTo(file.toString());
  }

  /** Whoever starts a node reads the file before there is anybody to look at it. */
  @Test
  void aChangeBeforeTheFirstLookIsNoticed() throws IOException {
    ConfigSource source = new ConfigSource.YamlFile(file, Map.of());
    String loaded = source.load().models().getFirst().name();
    write(file, "two");
    Origin origin = Origin.of(source);

    assertThat(loaded).isEqualTo("one");
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("two");
  }

  @Test
  void aFileThatIsBeingWrittenIsReadWhenItHasRestedForOneLook() throws IOException {
    Origin origin = settled();
    write(file, "longer");

    assertThat(origin.look()).isEqualTo(Known.SAME);
    write(file, "longest");
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("longest");
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeIsNoticed() throws IOException {
    Origin origin = settled();
    Path next = folder.resolve("next.yaml");
    write(next, "two");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("two");
  }

  @Test
  void aTextOfTheSameSizeInTheSameFileIsNoticedThoughItsTimeIsPutBack() throws IOException {
    Origin origin = settled();
    Object before = Files.getAttribute(file, "unix:ctime");
    // The clock of files may tick only every few milliseconds.
    await()
        .until(() -> {
          write(file, "two");
          return !Files.getAttribute(file, "unix:ctime").equals(before);
        });

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("two");
  }

  /** As Kubernetes changes what is mounted of a ConfigMap. */
  @Test
  void anotherFolderBehindALinkIsNoticed() throws IOException {
    write(Files.createDirectory(folder.resolve("..1")).resolve("sluice.yaml"), "one");
    write(Files.createDirectory(folder.resolve("..2")).resolve("sluice.yaml"), "two");
    Path data = Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
    Files.delete(file);
    Files.createSymbolicLink(file, Path.of("..data", "sluice.yaml"));
    Origin origin = settled();

    Path next = Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2"));
    Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("two");
  }

  @Test
  void aFileThatVanishesIsToldOnceAndTakenWhenItIsBack() throws IOException {
    Origin origin = settled();
    Path away = folder.resolve("away.yaml");
    Files.move(file, away);

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(origin.look())
        .isInstanceOfSatisfying(
            Invalid.class,
            told -> assertThat(told.problems()).singleElement().asString().contains("sluice.yaml"));
    assertThat(origin.look()).isEqualTo(Known.SAME);
    Files.move(away, file);
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("one");
  }

  @Test
  void whatIsWrongIsToldOnceUnlessSomebodyAsks() throws IOException {
    Origin origin = settled();
    Files.writeString(file, "providers: {a: {type: open");

    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(origin.look()).isInstanceOf(Invalid.class);
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(origin.read()).isInstanceOf(Invalid.class);
    assertThat(origin.look()).isEqualTo(Known.SAME);
  }

  @Test
  void whatIsReadByOrderWhileItIsWrittenIsReadAgainWhenItRests() throws IOException {
    Origin origin = settled();
    Files.writeString(file, "providers: {a: {type: open");

    assertThat(origin.read()).isInstanceOf(Invalid.class);
    write(file, "two");
    assertThat(origin.look()).isEqualTo(Known.SAME);
    assertThat(model(origin.look())).isEqualTo("two");
    assertThat(model(origin.read())).as("asked for, changed or not").isEqualTo("two");
  }

  @Test
  void whatIsGivenNeverChanges() {
    Origin origin = Origin.of(ConfigLoader.parse("given", yaml("one"), Map.of()));

    assertThat(origin.watchable()).isFalse();
    assertThat(model(origin.read())).isEqualTo("one");
  }

  private Origin origin() {
    return Origin.of(new ConfigSource.YamlFile(file, Map.of()));
  }

  /** One that has looked until it knows the file. */
  private Origin settled() {
    Origin origin = origin();
    while (origin.look() == Known.SAME) {
      assertThat(file).exists();
    }
    return origin;
  }

  private static String model(Look look) {
    assertThat(look).isInstanceOf(Valid.class);
    return ((Valid) look).config().models().getFirst().name();
  }

  /** Texts of names of one length have one size, and one time. */
  private static void write(Path file, String model) throws IOException {
    Files.writeString(file, yaml(model));
    Files.setLastModifiedTime(file, ONCE);
  }

  private static String yaml(String model) {
    return "providers: {sim: {type: simulator}}\nmodels: {"
        + model
        + ": {targets: [{provider: sim, model: m}]}}\n";
  }
}
