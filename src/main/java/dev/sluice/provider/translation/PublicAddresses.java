package dev.sluice.provider.translation;

import io.netty.handler.ipfilter.IpFilterRuleType;
import io.netty.handler.ipfilter.IpSubnetFilterRule;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public network from those by which a host in it could be made to ask
 * within ours: loopback, private, link-local, shared, multicast, reserved, those of clouds' own
 * services, and those that hold another address within.
 */
final class PublicAddresses {
  private static final List<IpSubnetFilterRule> CLOSED_4 =
      rules(
          "0.0.0.0/8",
          "10.0.0.0/8",
          "100.64.0.0/10",
          "127.0.0.0/8",
          "168.63.129.16/32",
          "169.254.0.0/16",
          "172.16.0.0/12",
          "192.0.0.0/24",
          "192.0.2.0/24",
          "192.88.99.0/24",
          "192.168.0.0/16",
          "198.18.0.0/15",
          "198.51.100.0/24",
          "203.0.113.0/24",
          "224.0.0.0/4",
          "240.0.0.0/4");

  /** Of the addresses that are given out at all. */
  private static final List<IpSubnetFilterRule> CLOSED_6 =
      rules("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20");

  private static final IpSubnetFilterRule GIVEN_OUT_6 = rule("2000::/3");

  private PublicAddresses() {}

  /** Whether it is an address of the public network. */
  static boolean hold(InetAddress address) {
    InetSocketAddress asked = new InetSocketAddress(address, 0);
    if (address instanceof Inet4Address) {
      return CLOSED_4.stream().noneMatch(rule -> rule.matches(asked));
    }
    return GIVEN_OUT_6.matches(asked) && CLOSED_6.stream().noneMatch(rule -> rule.matches(asked));
  }

  private static List<IpSubnetFilterRule> rules(String... blocks) {
    return Arrays.stream(blocks).map(PublicAddresses::rule).toList();
  }

  private static IpSubnetFilterRule rule(String block) {
    int slash = block.indexOf('/');
    return new IpSubnetFilterRule(
        block.substring(0, slash),
        Integer.parseInt(block.substring(slash + 1)),
        IpFilterRuleType.REJECT);
  }
}
