package dev.sluice.fleet.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.MemberAttributeConfig;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.channel.Peer;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What Hazelcast tells of a member: unchanging attributes, which it has from its start.
 *
 * @param presence what is known of it before it says more
 * @param peer where its channel is reached
 */
record Card(Presence presence, Peer peer) {
  private static final String ID = "sluice.id";
  private static final String NAME = "sluice.name";
  private static final String VERSION = "sluice.version";
  private static final String ZONE = "sluice.zone";
  private static final String SINCE = "sluice.since";
  private static final String CHANNEL = "sluice.channel";

  /** Writes what Hazelcast is to tell of the node itself. */
  static void write(MemberAttributeConfig attributes, Self self, int channelPort) {
    Presence presence = self.presence();
    attributes
        .setAttribute(ID, self.id())
        .setAttribute(NAME, self.name())
        .setAttribute(VERSION, presence.member().version())
        .setAttribute(ZONE, presence.member().zone())
        .setAttribute(SINCE, Long.toString(presence.since().toEpochMilli()))
        .setAttribute(CHANNEL, Integer.toString(channelPort));
  }

  /** What is told of a member; null when it is none of ours. */
  static @Nullable Card of(Member member) {
    String id = member.getAttribute(ID);
    String name = member.getAttribute(NAME);
    InetAddress host = member.getSocketAddress().getAddress();
    if (id == null || name == null || host == null) {
      return null;
    }
    var known =
        new dev.sluice.fleet.Member(id, name, text(member, VERSION), text(member, ZONE), "", false);
    Instant since = Instant.ofEpochMilli(number(member, SINCE));
    int port = (int) number(member, CHANNEL);
    SocketAddress place = SocketAddress.inetSocketAddress(port, host.getHostAddress());
    return new Card(new Presence(known, since, "", "", 0), new Peer(id, place));
  }

  private static String text(Member member, String key) {
    String text = member.getAttribute(key);
    return text == null ? "" : text;
  }

  private static long number(Member member, String key) {
    try {
      return Long.parseLong(text(member, key));
    } catch (NumberFormatException _) {
      return 0;
    }
  }
}
