package dev.sluice.provider.bedrock;

import io.vertx.core.Future;

/** Gives out keys for a time. Confined to its lane. */
@FunctionalInterface
interface Lender {
  /**
   * Asks for keys. Fails when there are none to be had within seconds; the message holds no secret.
   */
  Future<Loan> lend();
}
