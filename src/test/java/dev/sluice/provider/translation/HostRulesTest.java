package dev.sluice.provider.translation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.MediaConfig;
import io.vertx.core.buffer.Buffer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HostRulesTest {
  private static InetAddress address(String text) {
    try {
      return InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static HostRules rules(List<String> allow, List<String> deny, List<String> inside) {
    return new HostRules(
        new MediaConfig(true, 1, 1, 1, Duration.ofSeconds(1), allow, deny, inside));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "127.8.9.1",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "100.100.100.200",
        "168.63.129.16",
        "192.0.0.192",
        "198.18.0.1",
        "224.0.0.1",
        "240.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fc00::1",
        "fd00:ec2::254",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::127.0.0.1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:0:7f00:1::",
        "2001:db8::1",
        "2130706433",
        "0x7f000001"
      })
  void whatIsNotPublicIsClosed(String text) {
    InetAddress closed;
    try {
      closed = InetAddress.getByName(text);
    } catch (UnknownHostException e) {
      // Not taken for an address at all: there is nothing to ask.
      return;
    }
    assertThat(rules(List.of(), List.of(), List.of()).allow("h", List.of(closed))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1.1.1.1", "172.15.0.1", "172.32.0.1", "93.184.216.34", "2606:4700::1111"})
  void whatIsPublicIsOpen(String text) {
    assertThat(rules(List.of(), List.of(), List.of()).allow("h", List.of(address(text)))).isTrue();
  }

  @Test
  void oneClosedAddressClosesAName() {
    HostRules rules = rules(List.of(), List.of(), List.of());
    assertThat(rules.allow("h", List.of(address("1.1.1.1"), address("10.0.0.1")))).isFalse();
    assertThat(rules.allow("h", List.of())).isFalse();
  }

  @Test
  void namesAreAllowedAndDenied() {
    HostRules rules =
        rules(
            List.of("*.example.com", "one.test"), List.of("bad.example.com"), List.of("10.0.0.1"));
    assertThat(rules.allow("a.example.com")).isTrue();
    assertThat(rules.allow("A.B.Example.COM.")).isTrue();
    assertThat(rules.allow("one.test")).isTrue();
    assertThat(rules.allow("10.0.0.1")).isTrue();
    assertThat(rules.allow("bad.example.com")).isFalse();
    assertThat(rules.allow("example.com")).isFalse();
    assertThat(rules.allow("evilexample.com")).isFalse();
    assertThat(rules.allow("10.0.0.1", List.of(address("10.0.0.1")))).isTrue();
    assertThat(rules.allow("one.test", List.of(address("10.0.0.1")))).isFalse();
  }

  @Test
  void fieldsAreNamedInAnyDialect() {
    Buffer body =
        Buffer.buffer(
            "{\"model\":\"m\",\"messages\":[{\"content\":\"x\"},{\"content\":[{\"a\":1},"
                + "{\"image_url\":{\"url\":\"http://h/\\u0061\"}}]}]}");
    assertThat(FieldPath.of(body, "http://h/a")).isEqualTo("messages[1].content[1].image_url.url");
    assertThat(FieldPath.of(body, "http://h/b")).isEqualTo("messages");
    assertThat(FieldPath.of(Buffer.buffer("{"), "x")).isEqualTo("messages");
  }
}
