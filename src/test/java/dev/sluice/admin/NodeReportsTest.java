package dev.sluice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.admin.NodeReports.NodeReport;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.Presence;
import dev.sluice.fleet.Self;
import dev.sluice.fleet.ToldFleet;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class NodeReportsTest {
  private final Self self = new Self("a", "a", "1", "", () -> "one", Instant.EPOCH);
  private final NodeReports reports =
      new NodeReports(
          new ToldFleet(
              self,
              () ->
                  List.of(
                      self.presence(),
                      says("b", "one", "two"),
                      says("c", "three", "three"),
                      says("d", "", ""))));

  private static Presence says(String id, String config, String offered) {
    Member member = new Member(id, id, "1", "", "", false);
    return new Presence(member, Instant.EPOCH, config, offered, 0);
  }

  @Test
  void eachNodeHasTheConfigurationThatItSays() {
    self.offer("two");

    List<NodeReport> nodes = reports.nodes().nodes();

    assertThat(nodes)
        .extracting(NodeReport::config)
        .containsExactly("same", "same", "other", "unknown");
    assertThat(nodes)
        .extracting(NodeReport::configVersion)
        .containsExactly("one", "one", "three", "");
    assertThat(nodes)
        .extracting(NodeReport::offeredVersion)
        .containsExactly("two", "two", "three", "");
  }
}
