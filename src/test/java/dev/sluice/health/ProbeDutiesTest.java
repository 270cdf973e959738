package dev.sluice.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.fleet.Fleet;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.fleet.TestFleet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ProbeDutiesTest {
  private static final Duration INTERVAL = Duration.ofSeconds(15);
  private static final List<String> KEYS =
      IntStream.range(0, 50).mapToObj(n -> "provider-" + n).toList();

  private final AtomicLong clock = new AtomicLong(1);
  private final TestFleet mesh = new TestFleet();
  private final Map<String, ProbeDuties> nodes = new LinkedHashMap<>();

  @Test
  void aNodeAloneProbesAll() {
    Fleet local = new LocalFleet(new Member("a", "a", "", "", "", false));
    ProbeDuties duties = new ProbeDuties(local, INTERVAL, clock::get);
    clock.addAndGet(INTERVAL.multipliedBy(9).toNanos());

    assertThat(KEYS).allMatch(duties::mine).noneMatch(duties::second).noneMatch(duties::relieved);
  }

  @Test
  void eachProbeIsSentByOneAndLookedAtByAnother() {
    join("a", "b", "c");

    assertThat(KEYS)
        .allSatisfy(key -> {
          assertThat(whose(key)).hasSize(1);
          assertThat(nodes.values().stream().filter(node -> node.second(key))).hasSize(1);
          assertThat(nodes.values()).noneMatch(node -> node.mine(key) && node.second(key));
        });
  }

  @Test
  void theProbesOfALostMemberAreTakenOverAtOnce() {
    join("a", "b", "c");
    List<String> lost = KEYS.stream().filter(node("a")::mine).toList();

    mesh.kill("a");
    nodes.remove("a");

    assertThat(lost).isNotEmpty().allSatisfy(key -> assertThat(whose(key)).hasSize(1));
  }

  @Test
  void whenAnOwnerStaysSilentTheOthersLookForThemselves() {
    join("a", "b", "c");
    String key = KEYS.getFirst();
    String owner = whose(key).getFirst();
    clock.addAndGet(INTERVAL.toNanos());
    nodes.values().forEach(node -> node.probed(owner, key));
    clock.addAndGet(INTERVAL.multipliedBy(2).toNanos());
    assertThat(whose(key)).containsExactly(owner);

    clock.addAndGet(INTERVAL.toNanos());
    assertThat(whose(key)).hasSize(3);

    nodes.values().forEach(node -> node.probed(owner, key));
    assertThat(whose(key)).containsExactly(owner);
  }

  @Test
  void theWordOfAnotherMemberIsNotTheOwners() {
    join("a", "b", "c");
    String key = KEYS.getFirst();
    String owner = whose(key).getFirst();
    String other =
        nodes.keySet().stream().filter(id -> !id.equals(owner)).findFirst().orElseThrow();
    node(other).probed(other, key);
    assertThat(node(other).relieved(key)).isFalse();

    node(other).probed(owner, key);

    assertThat(node(other).relieved(key)).isTrue();
  }

  @Test
  void aNodeThatSeesFewOfTheOthersProbesAll() {
    join("a", "b", "c");

    mesh.split(Set.of("a"));
    assertThat(KEYS).allMatch(node("a")::mine);
    assertThat(KEYS).allSatisfy(key -> assertThat(whose(key)).contains("a").hasSize(2));

    mesh.heal();
    assertThat(KEYS).allSatisfy(key -> assertThat(whose(key)).hasSize(1));
  }

  private void join(String... ids) {
    for (String id : ids) {
      nodes.put(id, new ProbeDuties(mesh.join(id), INTERVAL, clock::get));
    }
  }

  private ProbeDuties node(String id) {
    ProbeDuties node = nodes.get(id);
    if (node == null) {
      throw new IllegalArgumentException(id);
    }
    return node;
  }

  private List<String> whose(String key) {
    List<String> whose = new ArrayList<>();
    nodes.forEach((id, node) -> {
      if (node.mine(key)) {
        whose.add(id);
      }
    });
    return whose;
  }
}
