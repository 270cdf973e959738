package dev.sluice.wire.canonical;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How hard a model is to think. */
public enum Effort {
  NONE,
  MINIMAL,
  LOW,
  MEDIUM,
  HIGH,
  XHIGH,
  MAX;

  private static final int LITTLE = 2048;
  private static final int SOME = 8192;

  private final String id = name().toLowerCase(Locale.ROOT);

  /** Its name in every dialect. */
  public String id() {
    return id;
  }

  /** The effort of that name, null when there is none. */
  public static @Nullable Effort named(String id) {
    for (Effort effort : values()) {
      if (effort.id.equals(id)) {
        return effort;
      }
    }
    return null;
  }

  /** The effort that a budget of tokens stands for. */
  public static Effort of(long budget) {
    return budget <= LITTLE ? LOW : budget <= SOME ? MEDIUM : HIGH;
  }

  /** A budget of tokens that stands for it; 0 for none. */
  public int budget() {
    return switch (this) {
      case NONE -> 0;
      case MINIMAL, LOW -> 1024;
      case MEDIUM -> SOME;
      case HIGH -> 16_384;
      case XHIGH, MAX -> 32_768;
    };
  }
}
