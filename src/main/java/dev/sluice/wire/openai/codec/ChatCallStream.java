package dev.sluice.wire.openai.codec;

import dev.sluice.wire.canonical.FieldReader;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.json.JsonKey;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The tool calls of a choice while they are streamed. A call begins with a place that was not seen
 * before, or with another id at the same place, as some servers tell parallel calls.
 */
final class ChatCallStream {
  private static final JsonKey INDEX = JsonKey.of("index");
  private static final JsonKey ID = JsonKey.of("id");
  private static final JsonKey FUNCTION = JsonKey.of("function");
  private static final JsonKey NAME = JsonKey.of("name");
  private static final JsonKey ARGUMENTS = JsonKey.of("arguments");
  private static final String FIELD = "choices.delta.tool_calls";
  private static final int MAX_CALLS = 128;

  private final FieldReader in;
  private final List<Call> calls = new ArrayList<>();
  boolean begun;
  boolean ended;
  boolean refused;

  ChatCallStream(FieldReader in) {
    this.in = in;
  }

  /** A piece of a call as a frame tells it. */
  record Fragment(
      long place, @Nullable String id, @Nullable String name, @Nullable String arguments) {}

  /** A call that began. */
  private record Call(long place, @Nullable String id) {}

  /** Reads the array that the reader is on. */
  static void read(FieldReader in, List<Fragment> fragments) {
    if (in.array(FIELD)) {
      while (in.nextObject(FIELD)) {
        fragments.add(fragment(in, fragments.size()));
      }
    }
  }

  private static Fragment fragment(FieldReader in, int otherwise) {
    long place = otherwise;
    String id = null;
    String name = null;
    String arguments = null;
    while (in.member()) {
      if (in.on(INDEX)) {
        place = in.count();
      } else if (in.on(ID)) {
        id = in.text(FIELD);
      } else if (in.on(FUNCTION)) {
        if (in.object(FIELD)) {
          while (in.member()) {
            if (in.on(NAME)) {
              name = in.text(FIELD);
            } else if (in.on(ARGUMENTS)) {
              arguments = in.isObject() ? in.given(in.json(), FIELD).text() : in.text(FIELD);
            } else {
              in.skip();
            }
          }
        }
      } else {
        in.skip();
      }
    }
    return new Fragment(place, id, name, arguments);
  }

  /** Turns a piece into events. */
  void take(int choice, Fragment piece, List<StreamEvent> events) {
    int call = find(piece);
    if (call < 0) {
      call = calls.size();
      String name = piece.name();
      if (name == null || name.isEmpty() || call == MAX_CALLS) {
        throw in.wrong(FIELD, "must begin with a name and be less than " + MAX_CALLS);
      }
      String id = piece.id() == null || piece.id().isEmpty() ? null : piece.id();
      calls.add(new Call(piece.place(), id));
      events.add(
          new StreamEvent.CallBegin(
              choice, call, id == null ? "call_" + choice + "_" + call : id, name));
    }
    if (piece.arguments() != null && !piece.arguments().isEmpty()) {
      events.add(new StreamEvent.CallDelta(choice, call, piece.arguments()));
    }
  }

  private int find(Fragment piece) {
    for (int i = calls.size() - 1; i >= 0; i--) {
      Call call = calls.get(i);
      if (call.place() == piece.place()) {
        boolean other =
            piece.id() != null && !piece.id().isEmpty() && !piece.id().equals(call.id());
        return other ? -1 : i;
      }
    }
    return -1;
  }

  /** Whether a call began. */
  boolean some() {
    return !calls.isEmpty();
  }
}
