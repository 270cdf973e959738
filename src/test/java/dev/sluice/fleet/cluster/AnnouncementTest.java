package dev.sluice.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

final class AnnouncementTest {
  private static final Announcement SAID =
      new Announcement(true, 12_345, "10.0.0.1:8000", "0123456789ab", "ba9876543210");

  /** Drains, five exchanges, at {@code h:1}, configured by {@code c0ffee}. */
  private static final String FIRST_RELEASE =
      "01" + "01" + "00000005" + "0003683a31" + "0006633066666565";

  @Test
  void whatIsSaidIsHeard() {
    assertThat(Announcement.decode(SAID.encode())).isEqualTo(SAID);
    assertThat(DrainOrder.decode(new DrainOrder(true).encode())).isEqualTo(new DrainOrder(true));
  }

  @Property
  void allThatCanBeSaidIsHeard(
      @ForAll boolean draining,
      @ForAll int exchanges,
      @ForAll @StringLength(max = 99) String address,
      @ForAll @StringLength(max = 99) String config,
      @ForAll @StringLength(max = 99) String offered) {
    Announcement said =
        new Announcement(draining, exchanges, plain(address), plain(config), plain(offered));
    assertThat(Announcement.decode(said.encode())).isEqualTo(said);
  }

  /** The text, but for halves of characters, which no bytes stand for. */
  private static String plain(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  @Test
  void whatALaterReleaseAddsIsLeftOut() {
    Buffer later = SAID.encode().setByte(0, (byte) 3).appendString("more");
    assertThat(Announcement.decode(later)).isEqualTo(SAID);
  }

  @Test
  void whoSpeaksAsTheFirstReleaseOffersWhatItHasInForce() {
    Buffer first = Buffer.buffer(HexFormat.of().parseHex(FIRST_RELEASE));
    assertThat(Announcement.decode(first))
        .isEqualTo(new Announcement(true, 5, "h:1", "c0ffee", "c0ffee"));
  }

  @Test
  void theFirstReleaseFindsAllItKnowsWhereItWas() {
    Buffer ours = new Announcement(true, 5, "h:1", "c0ffee", "other").encode();
    byte[] known = HexFormat.of().parseHex(FIRST_RELEASE);

    assertThat(ours.getByte(0)).isGreaterThanOrEqualTo(known[0]);
    assertThat(ours.getBytes(1, known.length))
        .isEqualTo(Buffer.buffer(known).getBytes(1, known.length));
  }

  @Test
  void whatIsCutShortIsNotHeard() {
    Buffer whole = SAID.encode();
    for (int length = 0; length < whole.length(); length++) {
      assertThat(Announcement.decode(whole.getBuffer(0, length))).isNull();
    }
    assertThat(DrainOrder.decode(Buffer.buffer())).isNull();
  }
}
