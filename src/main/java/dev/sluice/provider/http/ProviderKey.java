package dev.sluice.provider.http;

/**
 * One of a provider's keys as a lane knows it. Changed by the lane alone, read by whoever counts.
 * Never prints the key.
 */
final class ProviderKey {
  private final String authorization;
  private final int position;
  private int refusals;
  private volatile KeyState state = KeyState.READY;
  private volatile long until;

  /**
   * A key that is ready.
   *
   * @param authorization value of the header
   * @param position from 1, for logs
   */
  ProviderKey(String authorization, int position) {
    this.authorization = authorization;
    this.position = position;
  }

  /** Value of the header {@code authorization}. */
  String authorization() {
    return authorization;
  }

  /** Its place among the provider's keys, from 1. */
  int position() {
    return position;
  }

  /** How often it was set aside since it last served. */
  int refusals() {
    return refusals;
  }

  /** What it is at a moment of the clock. */
  KeyState at(long now) {
    KeyState known = state;
    return known == KeyState.READY || now - until >= 0 ? KeyState.READY : known;
  }

  /** Nanoseconds from a moment to the end of what keeps it from its turn. */
  long remaining(long now) {
    return until - now;
  }

  /** Keeps it from its turn up to a moment. */
  void keep(KeyState why, long end) {
    until = end;
    state = why;
    if (why == KeyState.SET_ASIDE) {
      refusals++;
    }
  }

  /** It was accepted: it is not dead. What throttles it goes on, as others of its answers may. */
  void served() {
    if (refusals > 0) {
      refusals = 0;
      if (state == KeyState.SET_ASIDE) {
        state = KeyState.READY;
      }
    }
  }

  @Override
  public String toString() {
    return "ProviderKey[" + position + " " + state.id() + "]";
  }
}
