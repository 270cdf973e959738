package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.StreamEvent;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Calls of a stream whose arguments are still coming, in the order in which they began. */
final class HeldCalls {
  /** Most characters that are held. */
  private static final int MOST = 1 << 22;

  private final List<Held> held = new ArrayList<>();
  private long size;

  /** A call and its arguments so far. */
  static final class Held {
    private final StreamEvent.CallBegin begin;
    private final StringBuilder arguments = new StringBuilder();

    private Held(StreamEvent.CallBegin begin) {
      this.begin = begin;
    }

    String id() {
      return begin.id();
    }

    String name() {
      return begin.name();
    }

    @Nullable String signature() {
      return begin.signature();
    }

    /** Those of a call without any are an empty object. */
    String arguments() {
      return arguments.isEmpty() ? "{}" : arguments.toString();
    }
  }

  void begin(StreamEvent.CallBegin call) {
    held.add(new Held(call));
  }

  /** Takes a piece of arguments; false when there is no room for it. */
  boolean more(StreamEvent.CallDelta piece) {
    size += piece.arguments().length();
    for (Held call : held) {
      if (call.begin.choice() == piece.choice() && call.begin.call() == piece.call()) {
        call.arguments.append(piece.arguments());
      }
    }
    return size <= MOST;
  }

  /** The calls of a candidate, which are complete now and held no longer. */
  List<Held> take(int choice) {
    List<Held> taken = new ArrayList<>();
    if (held.isEmpty()) {
      return taken;
    }
    for (Iterator<Held> all = held.iterator(); all.hasNext(); ) {
      Held call = all.next();
      if (call.begin.choice() == choice) {
        taken.add(call);
        size -= call.arguments.length();
        all.remove();
      }
    }
    return taken;
  }
}
