package dev.sluice.fleet.lease.redis;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A program that Redis runs as one operation.
 *
 * @param text in Lua
 * @param digest by which Redis knows it once it has seen it
 */
record Script(String text, String digest) {
  /**
   * The script of a name.
   *
   * @throws IllegalStateException when the program lacks it
   */
  static Script named(String name) {
    try (InputStream resource = Script.class.getResourceAsStream("/redis/" + name + ".lua")) {
      if (resource == null) {
        throw new IllegalStateException("the program lacks its script " + name);
      }
      byte[] bytes = resource.readAllBytes();
      return new Script(new String(bytes, StandardCharsets.UTF_8), digest(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
