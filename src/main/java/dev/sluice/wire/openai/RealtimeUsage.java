package dev.sluice.wire.openai;

import dev.sluice.model.Usage;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.json.JsonCursor;
import dev.sluice.wire.json.JsonKey;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Counts what the answers of a realtime conversation used: the events {@code response.done}. */
public final class RealtimeUsage {
  private static final byte[] DONE = "\"response.done\"".getBytes(StandardCharsets.US_ASCII);

  /** How much of an event is searched for its type, which stands at its beginning. */
  private static final int NEAR = 512;

  private static final JsonKey TYPE = JsonKey.of("type");
  private static final JsonKey RESPONSE = JsonKey.of("response");
  private static final JsonKey USAGE = JsonKey.of("usage");

  private final JsonCursor cursor = new JsonCursor();
  private final UsageScan scan = new UsageScan();

  /**
   * What an event says was used, null when it is none of an answer's end or does not say. What is
   * no JSON is no fault: it passes as it is.
   */
  public @Nullable Usage read(Buffer event) {
    Bytes bytes = Bytes.of(event);
    if (!named(bytes)) {
      return null;
    }
    try {
      return usage(bytes);
    } catch (MalformedJson e) {
      return null;
    }
  }

  private static boolean named(Bytes bytes) {
    byte[] in = bytes.array();
    int last = Math.min(bytes.to(), bytes.from() + NEAR) - DONE.length;
    for (int at = bytes.from(); at <= last; at++) {
      int same = 0;
      while (same < DONE.length && in[at + same] == DONE[same]) {
        same++;
      }
      if (same == DONE.length) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Usage usage(Bytes bytes) {
    cursor.reset(bytes.array(), bytes.from(), bytes.to());
    if (cursor.peek() != '{') {
      return null;
    }
    boolean done = false;
    Usage used = null;
    cursor.enter();
    while (cursor.member()) {
      if (cursor.on(TYPE) && cursor.peek() == '"') {
        done = cursor.string().equals("response.done");
      } else if (cursor.on(RESPONSE) && cursor.peek() == '{') {
        used = within(bytes.array());
      } else {
        cursor.skip();
      }
    }
    return done ? used : null;
  }

  private @Nullable Usage within(byte[] in) {
    Usage used = null;
    cursor.enter();
    while (cursor.member()) {
      boolean counted = cursor.on(USAGE);
      int from = cursor.at();
      cursor.skip();
      if (counted) {
        used = scan.read(in, from, cursor.at());
      }
    }
    return used;
  }
}
