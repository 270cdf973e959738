package dev.sluice.stats.share;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.sluice.model.TargetId;
import dev.sluice.stats.share.Message.Change;
import dev.sluice.stats.share.Message.News;
import dev.sluice.stats.share.Message.Part;
import dev.sluice.stats.share.Message.Whole;
import dev.sluice.stats.window.Cells;
import dev.sluice.stats.window.Decay;
import dev.sluice.stats.window.StatsRow;
import dev.sluice.stats.window.Window;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class FleetRowsTest {
  private static final TargetId ONE = new TargetId("acme/one");
  private static final TargetId TWO = new TargetId("acme/two");
  private static final short BIN = (short) (Columns.FIRST_TOKEN + 100);

  private final List<Decay> decays =
      Arrays.stream(Window.values()).map(window -> new Decay(window, 0)).toList();

  @Test
  void partsCountWhenAllHaveCome() {
    FleetRows rows = rows(1_000);
    MemberRows member = member(rows);

    rows.replace(member, part(0, 2, whole(0, ONE, 5)), 0, true);
    rows.settle();
    assertThat(rows.row(0, 0)).isNull();
    assertThat(member.complete()).isFalse();

    rows.replace(member, part(1, 2, whole(1, TWO, 7)), 0, true);
    rows.settle();
    assertThat(row(rows, 0).totals().requests()).isEqualTo(5);
    assertThat(row(rows, 1).totals().requests()).isEqualTo(7);
    assertThat(member.complete()).isTrue();
  }

  @Test
  void aPartAloneChangesNothing() {
    FleetRows rows = rows(1_000);
    MemberRows member = member(rows);
    rows.replace(member, part(0, 1, whole(0, ONE, 5)), 0, true);

    rows.replace(member, part(1, 2, whole(0, ONE, 9)), 0, true);
    rows.settle();

    assertThat(row(rows, 0).totals().requests()).isEqualTo(5);
    assertThat(rows.rows()).isEqualTo(1);
  }

  @Test
  void aTargetThatThisNodeDoesNotHaveIsPassedOver() {
    FleetRows rows = rows(1_000);
    MemberRows member = member(rows);
    TargetId other = new TargetId("umbra/other");

    rows.replace(member, part(0, 1, whole(0, other, 5)), 0, true);
    rows.add(member, news(8, change(0, null), change(1, ONE)), 0, true);

    assertThat(member.complete()).isTrue();
    assertThat(rows.rows()).isEqualTo(1);
    assertThat(row(rows, 0).totals().requests()).isEqualTo(3);
  }

  @Test
  void aNumberThatWasNeverExplainedSaysThatSomethingIsMissing() {
    FleetRows rows = rows(1_000);
    MemberRows member = member(rows);
    rows.replace(member, part(0, 1), 0, true);

    rows.add(member, news(8, change(4, null)), 0, true);

    assertThat(member.complete()).isFalse();
  }

  @Test
  void rowsThatFindNoRoomAreKeptWithoutTheirBins() {
    FleetRows rows = rows(1);
    MemberRows member = member(rows);
    rows.replace(member, part(0, 1), 0, true);

    rows.add(member, news(8, change(0, ONE), change(1, TWO)), 0, true);

    StatsRow roomy = row(rows, 0);
    StatsRow cramped = row(rows, 1);
    assertThat(roomy.in(Window.HOUR).firstToken().weight()).isCloseTo(3, within(1e-6));
    assertThat(cramped.in(Window.HOUR).firstToken().weight()).isZero();
    assertThat(cramped.in(Window.HOUR).sum(Cells.STARTED)).isCloseTo(3, within(1e-6));
  }

  @Test
  void whatWasCountedBeforeAResetIsLeftOut() {
    FleetRows rows = rows(1_000);
    MemberRows member = member(rows);
    rows.replace(member, part(0, 1, whole(0, ONE, 5)), 0, false);
    rows.add(member, news(8, change(0, ONE)), 0, false);
    rows.add(member, news(9, change(0, null)), 0, true);
    rows.settle();

    assertThat(row(rows, 0).totals().requests()).isEqualTo(3);
  }

  private FleetRows rows(int mostColumns) {
    FleetRows rows = new FleetRows(List.of(ONE, TWO), decays, mostColumns);
    rows.keep(Set.of("b"));
    return rows;
  }

  private static MemberRows member(FleetRows rows) {
    return Objects.requireNonNull(rows.member("b"));
  }

  private static StatsRow row(FleetRows rows, int place) {
    return Objects.requireNonNull(rows.row(place, 0));
  }

  private static Part part(int part, int parts, Whole... rows) {
    return new Part(0, 7, part, parts, 10, List.of(rows));
  }

  private static Whole whole(int number, TargetId target, long started) {
    return new Whole(
        number,
        target,
        0,
        new short[] {(short) Cells.STARTED},
        new long[] {started},
        new double[] {started, started, started});
  }

  private static News news(long sequence, Change... changes) {
    return new News(0, sequence, List.of(changes));
  }

  private static Change change(int number, @Nullable TargetId target) {
    return new Change(
        number, target, 0, new short[] {(short) Cells.STARTED, BIN}, new double[] {3, 3});
  }
}
