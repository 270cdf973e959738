package dev.sluice.fleet.lease;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What a node has of a shared bucket. */
interface Shared {
  /** Done already. */
  CompletionStage<?> NOTHING = CompletableFuture.completedFuture(null);

  /** Looks whether the store is to be asked. On the leases' thread. */
  void look(long now);

  /** Gives all back. On the leases' thread, as the last thing. */
  CompletionStage<?> close();

  /** Name of the bucket. */
  String bucket();

  /** Tokens or permits that lie with the node. */
  long held();

  /** Times that none was left. */
  long refused();

  /** Tokens or permits that were taken without the store's word. */
  long alone();

  /** Whether the node goes by its share of the cap. */
  boolean away();

  /** Whether the store was asked once, with or without an answer. */
  boolean known();
}
