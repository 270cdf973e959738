package dev.sluice.provider.translation;

/**
 * The part of a lane's memory that one attempt has for what is fetched for it. It is given back
 * once, as a whole. Confined to its lane.
 */
final class Share {
  private final Room room;
  private long held;

  /** Nothing is held yet. */
  Share(Room room) {
    this.room = room;
  }

  /** Takes more; false, and nothing taken, when there is no room for it. */
  boolean take(int bytes) {
    if (!room.take(bytes)) {
      return false;
    }
    held += bytes;
    return true;
  }

  /** Gives all back. A second call does nothing. */
  void release() {
    long all = held;
    held = 0;
    room.give(all);
  }
}
