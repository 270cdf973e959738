package dev.sluice.app;

import dev.sluice.config.SluiceConfig;
import io.vertx.core.Future;

/** A way from the configuration in force to another. One change at a time. */
interface Changeover {
  /** The configuration by which the node serves. Asked by any thread. */
  SluiceConfig inForce();

  /**
   * Does all of a change that may fail; fails, with nothing left over, when it does. Completes on
   * the caller's context.
   *
   * @param next differs in nothing that takes a restart
   */
  Future<Ready> prepare(SluiceConfig next);

  /** A configuration that the node may go over to at any moment: it is taken or dropped, once. */
  interface Ready {
    /** The configuration. */
    SluiceConfig config();

    /**
     * Goes over to it; completes on the caller's context when every request that comes is served by
     * it.
     */
    Future<Void> take();

    /** Stays with the one in force; completes on the caller's context. */
    Future<Void> drop();
  }
}
