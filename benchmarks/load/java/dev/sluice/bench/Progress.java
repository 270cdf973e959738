package dev.sluice.bench;

import com.google.errorprone.annotations.FormatMethod;
import java.util.Locale;

/** Says on the error output what is being done, so that the standard output holds results alone. */
final class Progress {
  private Progress() {}

  @FormatMethod
  static void say(String format, Object... values) {
    System.err.println("· " + String.format(Locale.ROOT, format, values));
  }
}
