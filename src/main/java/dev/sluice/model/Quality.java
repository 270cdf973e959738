package dev.sluice.model;

/** How good an answer has to be, as its client says. */
public enum Quality {
  /** Good enough. */
  LOW("low"),
  /** Good. */
  MEDIUM("medium"),
  /** The best there is. */
  HIGH("high");

  private final String id;

  Quality(String id) {
    this.id = id;
  }

  /** Name of the level in configuration, headers and API. */
  public String id() {
    return id;
  }
}
