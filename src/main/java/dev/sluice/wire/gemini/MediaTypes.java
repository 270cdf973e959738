package dev.sluice.wire.gemini;

import java.util.Locale;

/** Media types of files that Google keeps, of which only the address is known. */
final class MediaTypes {
  private MediaTypes() {}

  /** Whether the id is an address within Google's stores. */
  static boolean held(String id) {
    return id.startsWith("gs://") || id.startsWith("https://");
  }

  /** The type that a file's ending tells, else the usual one. */
  static String of(String uri, String usual) {
    String ending = uri.substring(uri.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return switch (ending) {
      case "jpg", "jpeg" -> "image/jpeg";
      case "png" -> "image/png";
      case "webp" -> "image/webp";
      case "gif" -> "image/gif";
      case "heic" -> "image/heic";
      case "pdf" -> "application/pdf";
      case "txt" -> "text/plain";
      case "mp3" -> "audio/mp3";
      case "wav" -> "audio/wav";
      case "flac" -> "audio/flac";
      case "mp4" -> "video/mp4";
      case "mov" -> "video/mov";
      case "webm" -> "video/webm";
      default -> usual;
    };
  }
}
