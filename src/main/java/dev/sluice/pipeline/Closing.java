package dev.sluice.pipeline;

import io.vertx.core.http.WebSocketBase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How WebSockets are closed, and what their close codes say. */
final class Closing {
  /** All was said. */
  static final short NORMAL = 1000;

  /** Who closes is going. */
  static final short GOING_AWAY = 1001;

  /** Something went wrong on the other side. */
  static final short BROKEN = 1011;

  private static final short NO_CLOSE = 1006;
  private static final short LAST_STANDARD = 1014;
  private static final short FIRST_OWN = 3000;
  private static final short LAST_OWN = 4999;
  private static final Set<Short> UNSENT = Set.of((short) 1004, (short) 1005, NO_CLOSE);

  private Closing() {}

  /** Whether the connection ended without a word of closing. */
  static boolean broken(@Nullable Short code) {
    return code == null || code == NO_CLOSE;
  }

  /** The code as it may be sent; those that stand for none or are nobody's to send are replaced. */
  static short sendable(@Nullable Short code) {
    if (code == null) {
      return NORMAL;
    }
    boolean standard = code >= NORMAL && code <= LAST_STANDARD && !UNSENT.contains(code);
    boolean own = code >= FIRST_OWN && code <= LAST_OWN;
    return standard || own ? code : NORMAL;
  }

  /** Closes a socket, if there is one that is open. */
  static void close(@Nullable WebSocketBase socket, short code, @Nullable String reason) {
    if (socket != null && !socket.isClosed()) {
      // A socket that waits for the other side would not see its own end.
      socket.resume();
      socket.close(code, reason);
    }
  }
}
