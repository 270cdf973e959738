package dev.sluice.app;

import dev.sluice.config.SluiceConfig;
import dev.sluice.config.load.ConfigException;
import dev.sluice.config.load.ConfigSource;
import dev.sluice.config.load.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Where a node's configuration comes from, and whether it is still what it was. One thread at a
 * time.
 */
final class Origin {
  private static final String USUAL = "lastModifiedTime,size,fileKey";

  private final String name;
  private final @Nullable Path file;
  private final Supplier<SluiceConfig> source;
  private @Nullable Stamp read;
  private @Nullable Stamp seen;

  /**
   * A source of which nothing is known yet: whoever read it before may have read what is no more,
   * so that it is read again as soon as it is found at rest.
   *
   * @param file what the source reads; null when it never changes
   * @param source throws {@link ConfigException} when it gives nothing that can be used
   */
  Origin(String name, @Nullable Path file, Supplier<SluiceConfig> source) {
    this.name = name;
    this.file = file;
    this.source = source;
  }

  /** What changes in this source changes in the node. */
  static Origin of(ConfigSource source) {
    Path file = source instanceof ConfigSource.YamlFile yaml ? yaml.file() : null;
    return new Origin(source.name(), file, source::load);
  }

  /** A configuration that never changes. */
  static Origin of(SluiceConfig config) {
    return new Origin("given", null, () -> config);
  }

  /** Name of the source. */
  String name() {
    return name;
  }

  /** Whether there is a file that may change by itself. */
  boolean watchable() {
    return file != null;
  }

  /** What a look has found. */
  sealed interface Look {}

  /** Nothing that was not known. */
  enum Known implements Look {
    /** It is as it was when it was last read, or is being written just now. */
    SAME
  }

  /** A configuration. */
  record Valid(SluiceConfig config) implements Look {}

  /** Nothing that could be used, and why. */
  record Invalid(List<String> problems) implements Look {}

  /** Looks whether the file has changed since it was last read, and reads it when it has rested. */
  Look look() {
    Stamp now = stamp();
    boolean rests = now.equals(seen);
    seen = now;
    return rests && !now.equals(read) ? read(now) : Known.SAME;
  }

  /** Reads the source, changed or not. */
  Look read() {
    return read(stamp());
  }

  private Look read(Stamp now) {
    read = now;
    try {
      return new Valid(source.get());
    } catch (ConfigException e) {
      return new Invalid(e.problems().stream().map(Problem::toString).toList());
    }
  }

  /** What tells a file from the one that stood there before, followed through links. */
  private Stamp stamp() {
    Path path = file;
    if (path == null) {
      return Stamp.NONE;
    }
    try {
      return new Stamp(Files.readAttributes(path, attributes(path)));
    } catch (IOException _) {
      return Stamp.NONE;
    }
  }

  /** The time of a change cannot be set, as tools that copy a file do with that of its text. */
  private static String attributes(Path path) {
    boolean unix = path.getFileSystem().supportedFileAttributeViews().contains("unix");
    return unix ? "unix:" + USUAL + ",ctime" : USUAL;
  }

  private record Stamp(Map<String, Object> attributes) {
    static final Stamp NONE = new Stamp(Map.of());
  }
}
