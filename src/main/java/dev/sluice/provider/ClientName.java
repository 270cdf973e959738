package dev.sluice.provider;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Names of HTTP and WebSocket clients, each of one client alone.
 *
 * <p>A client with a name is closed as one that could be shared, and then forgotten by the context
 * that it was opened on. Of any other client the context keeps what is left until its own end, so
 * that clients which come and go with changed providers would pile up there.
 */
public final class ClientName {
  private static final AtomicLong GIVEN = new AtomicLong();

  private ClientName() {}

  /** A name that no client has. */
  public static String unique() {
    return "client-" + GIVEN.incrementAndGet();
  }
}
