package dev.sluice.fleet.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;

final class AnnouncementTest {
  private static final Announcement SAID =
      new Announcement(true, 12_345, "10.0.0.1:8000", "0123456789ab");

  @Test
  void whatIsSaidIsHeard() {
    assertThat(Announcement.decode(SAID.encode())).isEqualTo(SAID);
    assertThat(DrainOrder.decode(new DrainOrder(true).encode())).isEqualTo(new DrainOrder(true));
  }

  @Test
  void whatALaterReleaseAddsIsLeftOut() {
    Buffer later = SAID.encode().setByte(0, (byte) 2).appendString("more");
    assertThat(Announcement.decode(later)).isEqualTo(SAID);
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
