package dev.sluice.fleet;

import io.vertx.core.buffer.Buffer;

/**
 * Carries small messages between members.
 *
 * <p>Messages of one sender on one topic arrive in the order of sending, or not at all: whoever
 * needs them all numbers them, and asks again. Sending never waits and never fails for the sender.
 * A member does not get its own messages. Each message begins with a version of its shape, so that
 * members of different releases can leave out what they do not understand.
 */
public interface Post {
  /** Sends to all other members. */
  void toAll(String topic, Buffer message);

  /** Sends to one member, by its id; dropped when there is no such member. */
  void to(String member, String topic, Buffer message);

  /**
   * Receives what comes on a topic from now on, one message after the other, off the event loops.
   *
   * @param receiver must not wait for anything; what it throws is logged
   */
  void receive(String topic, Receiver receiver);

  /** Takes messages. */
  @FunctionalInterface
  interface Receiver {
    /**
     * A message has come.
     *
     * @param from id of the sender
     */
    void receive(String from, Buffer message);
  }
}
