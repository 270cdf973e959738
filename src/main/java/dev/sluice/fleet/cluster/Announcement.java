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
 */
record Announcement(boolean draining, int exchanges, String address, String config) {
  static final String TOPIC = "fleet.member";

  /** Later versions only add to the end, which older members leave out. */
  private static final byte VERSION = 1;

  static Announcement of(Presence presence) {
    Member member = presence.member();
    return new Announcement(
        member.draining(), presence.exchanges(), member.address(), presence.config());
  }

  /** What the member is after it has said this. */
  Presence over(Presence known) {
    Member old = known.member();
    Member member = new Member(old.id(), old.name(), old.version(), old.zone(), address, draining);
    return new Presence(member, known.since(), config, exchanges);
  }

  Buffer encode() {
    Buffer buffer =
        Buffer.buffer()
            .appendByte(VERSION)
            .appendByte((byte) (draining ? 1 : 0))
            .appendInt(exchanges);
    return string(string(buffer, address), config);
  }

  private static Buffer string(Buffer into, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return into.appendUnsignedShort(bytes.length).appendBytes(bytes);
  }

  /** What was told; null when it is not understood. */
  static @Nullable Announcement decode(Buffer message) {
    try {
      if (message.getByte(0) < VERSION) {
        return null;
      }
      int address = 8 + message.getUnsignedShort(6);
      int config = address + 2 + message.getUnsignedShort(address);
      return new Announcement(
          message.getByte(1) != 0,
          message.getInt(2),
          message.getString(8, address),
          message.getString(address + 2, config));
    } catch (IndexOutOfBoundsException _) {
      return null;
    }
  }
}
