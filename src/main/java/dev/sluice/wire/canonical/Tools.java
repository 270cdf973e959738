package dev.sluice.wire.canonical;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the model may call.
 *
 * @param choice null when nothing is said
 * @param parallel whether it may ask for several calls at once, null when nothing is said
 */
public record Tools(List<Tool> list, @Nullable ToolChoice choice, @Nullable Boolean parallel) {
  /** None at all. */
  public static final Tools NONE = new Tools(List.of(), null, null);

  public Tools {
    list = List.copyOf(list);
  }
}
