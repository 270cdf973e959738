package dev.sluice.wire.canonical;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes by which files tell what they are, whatever their names say. */
public final class MagicBytes {
  /** How many bytes have to be known at most. */
  public static final int LENGTH = 12;

  private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF};
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
  private static final byte[] GIF_87 = ascii("GIF87a");
  private static final byte[] GIF_89 = ascii("GIF89a");
  private static final byte[] RIFF = ascii("RIFF");
  private static final byte[] WEBP = ascii("WEBP");
  private static final byte[] PDF = ascii("%PDF-");

  private MagicBytes() {}

  /** The media type of a JPEG, PNG, GIF, WebP or PDF that begins so; null for anything else. */
  public static @Nullable String mediaType(byte[] head) {
    if (stands(head, 0, JPEG)) {
      return "image/jpeg";
    }
    if (stands(head, 0, PNG)) {
      return "image/png";
    }
    if (stands(head, 0, GIF_87) || stands(head, 0, GIF_89)) {
      return "image/gif";
    }
    if (stands(head, 0, RIFF) && stands(head, 2 * RIFF.length, WEBP)) {
      return "image/webp";
    }
    return stands(head, 0, PDF) ? "application/pdf" : null;
  }

  private static boolean stands(byte[] head, int at, byte[] magic) {
    int end = at + magic.length;
    return head.length >= end && Arrays.equals(head, at, end, magic, 0, magic.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
