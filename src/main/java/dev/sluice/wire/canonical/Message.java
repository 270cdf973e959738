package dev.sluice.wire.canonical;

import java.util.List;

/**
 * What one side said in its turn.
 *
 * @param parts never empty; results of tools come before all else
 */
public record Message(Role role, List<Part> parts) {
  public Message {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("a message says something");
    }
  }
}
