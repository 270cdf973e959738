package dev.sluice.provider.translation;

/**
 * Memory of a lane that what is fetched shares with the bodies of requests. Confined to its lane.
 */
public interface Room {
  /** Takes the bytes; false, and none taken, when there is no room for them. */
  boolean take(int bytes);

  /** Gives bytes back. */
  void give(long bytes);
}
