package dev.sluice.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * Whether the decisions of the routing are written to a file.
 *
 * @param file its path; empty for none
 * @param size bytes after which it is moved aside, 64 KiB or more
 * @param keep full files to keep beside it, 0 to 1000
 * @param share of the decisions that are written, above 0 to 1
 */
public record DecisionsConfig(String file, int size, int keep, double share) {
  private static final int LEAST_SIZE = 64 << 10;

  public DecisionsConfig {
    new Rules()
        .require(isPath(file), "file", "must be the path of a file")
        .bytes("size", size, LEAST_SIZE, Integer.MAX_VALUE)
        .within("keep", keep, 0, 1000)
        .require(share > 0 && share <= 1, "share", "must be above 0, at most 1")
        .enforce();
  }

  private static boolean isPath(String text) {
    try {
      return text.isEmpty() || Path.of(text).getFileName() != null;
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /** No file; if there were one, all decisions in files of 64 MiB, the last four of them kept. */
  public static DecisionsConfig defaults() {
    return new DecisionsConfig("", 64 << 20, 4, 1);
  }
}
