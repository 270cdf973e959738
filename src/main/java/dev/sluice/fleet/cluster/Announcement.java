package dev.sluice.fleet.cluster;

import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a member tells the others of itself, whenever it changes and every few seconds.
 *
 * @param draining whether it is about to leave
 * @param exchanges in flight
 * @param address at which it answers clients, empty while it does not
 * @param config version of its models and providers
 * @param offered version that it would take; the same when there is no other
 */
record Announcement(
    boolean draining, int exchanges, String address, String config, String offered) {
  static final String TOPIC = "fleet.member";

  /** Where the first text begins, behind what has always the same length. */
  private static final int ADDRESS = 6;

  /** Later versions only add to the end, which older members leave out. */
  private static final byte VERSION = 2;

  /** Ends with the version in force, for a member that speaks it takes no other. */
  private static final byte WITHOUT_OFFER = 1;

  static Announcement of(Presence presence) {
    Member member = presence.member();
    return new Announcement(
        member.draining(),
        presence.exchanges(),
        member.address(),
        presence.config(),
        presence.offered());
  }

  /** What the member is after it has said this. */
  Presence over(Presence known) {
    Member old = known.member();
    Member member = new Member(old.id(), old.name(), old.version(), old.zone(), address, draining);
    return new Presence(member, known.since(), config, offered, exchanges);
  }

  Buffer encode() {
    Buffer buffer =
        Buffer.buffer()
            .appendByte(VERSION)
            .appendByte((byte) (draining ? 1 : 0))
            .appendInt(exchanges);
    return string(string(string(buffer, address), config), offered);
  }

  private static Buffer string(Buffer into, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return into.appendUnsignedShort(bytes.length).appendBytes(bytes);
  }

  private static int end(Buffer message, int start) {
    return start + 2 + message.getUnsignedShort(start);
  }

  /** What was told; null when it is not understood. */
  static @Nullable Announcement decode(Buffer message) {
    try {
      byte version = message.getByte(0);
      if (version < WITHOUT_OFFER) {
        return null;
      }
      int address = end(message, ADDRESS);
      int config = end(message, address);
      String inForce = message.getString(address + 2, config);
      return new Announcement(
          message.getByte(1) != 0,
          message.getInt(2),
          message.getString(ADDRESS + 2, address),
          inForce,
          version == WITHOUT_OFFER ? inForce : message.getString(config + 2, end(message, config)));
    } catch (IndexOutOfBoundsException _) {
      return null;
    }
  }
}
