package dev.sluice.fleet;

import java.util.Locale;

/** How a node stands to the fleet that it last knew to be whole. */
public enum Standing {
  /** Clustering is off: the node is all there is. */
  ALONE,
  /** More than half of the members see each other, this one among them. */
  MAJORITY,
  /** Half of the members or fewer: the others may be serving elsewhere. */
  MINORITY;

  /** Name in the API and in metrics. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
