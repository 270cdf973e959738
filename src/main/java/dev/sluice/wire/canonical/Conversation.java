package dev.sluice.wire.canonical;

import java.util.ArrayList;
import java.util.List;

/**
 * Messages in the making, brought into the one form: neighbours of the same role are one message,
 * results of tools come first in theirs, and what is empty is not there.
 */
public final class Conversation {
  private final List<Message> messages = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private Role role = Role.USER;
  private int results;

  /** Adds what a role says next. */
  public void add(Role who, List<? extends Part> said) {
    for (Part part : said) {
      add(who, part);
    }
  }

  /** Adds a piece of what a role says next. */
  public void add(Role who, Part part) {
    if (part instanceof Part.Text text && text.text().isEmpty()) {
      return;
    }
    if (who != role) {
      turn();
      role = who;
    }
    if (part instanceof Part.ToolResult) {
      parts.add(results++, part);
    } else {
      parts.add(part);
    }
  }

  private void turn() {
    if (!parts.isEmpty()) {
      messages.add(new Message(role, parts));
      parts.clear();
    }
    results = 0;
  }

  /** All that was said. */
  public List<Message> end() {
    turn();
    return List.copyOf(messages);
  }
}
