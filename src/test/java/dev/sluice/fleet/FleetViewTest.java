package dev.sluice.fleet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FleetViewTest {
  @Test
  void onlyWhatALostMemberOwnedMoves() {
    Map<String, String> before = owners(view("a", "b", "c"));
    Map<String, String> after = owners(view("a", "b"));
    before.forEach((key, owner) -> {
      if (!owner.equals("c")) {
        assertThat(after).containsEntry(key, owner);
      }
    });
  }

  @Test
  void likeKeysAreSpreadEvenly() {
    Map<String, Long> owned = new HashMap<>();
    owners(view("a", "b", "c")).values().forEach(owner -> owned.merge(owner, 1L, Long::sum));
    assertThat(owned).hasSize(3);
    assertThat(owned.values()).allMatch(keys -> keys > 266 && keys < 400);
  }

  @Test
  void aNodeThatLostTheOthersKeepsItsShareOfTheWholeFleet() {
    FleetView alone = new FleetView(2, "a", List.of(member("a")), 3, Standing.MINORITY);
    assertThat(alone.share()).isEqualTo(1.0 / 3);
  }

  @Test
  void aNodeIsAMemberOfItsOwnFleet() {
    assertThatThrownBy(() -> new FleetView(1, "a", List.of(member("b")), 1, Standing.MAJORITY))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Map<String, String> owners(FleetView view) {
    Map<String, String> owners = new HashMap<>();
    IntStream.range(0, 1_000)
        .mapToObj(n -> "target-" + n)
        .forEach(key -> owners.put(key, view.owner(key).id()));
    return owners;
  }

  private static FleetView view(String... ids) {
    List<Member> members = List.of(ids).stream().map(FleetViewTest::member).toList();
    return new FleetView(1, ids[0], members, ids.length, Standing.MAJORITY);
  }

  private static Member member(String id) {
    return new Member(id, id, "test", "", "", false);
  }
}
