package dev.sluice.ingress;

/** How a request's body comes in. */
interface Intake {
  /** Begins to read. */
  void start();

  /** Gives back what the body took: the exchange is over, or the client has left. */
  void release();
}
