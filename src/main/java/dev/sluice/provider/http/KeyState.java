package dev.sluice.provider.http;

/** What becomes of one of a provider's keys. The later one is the worse. */
enum KeyState {
  /** It is used in its turn. */
  READY("ready"),
  /** The provider throttles it for a time. */
  RESTING("resting"),
  /** The provider does not accept it, or what it stands for is spent. */
  SET_ASIDE("set_aside");

  private final String id;

  KeyState(String id) {
    this.id = id;
  }

  /** Name of the state in metrics. */
  String id() {
    return id;
  }
}
