package dev.sluice.wire.anthropic;

import static dev.sluice.wire.anthropic.MessagesEvents.DELTA;
import static dev.sluice.wire.anthropic.MessagesEvents.START;
import static dev.sluice.wire.anthropic.MessagesEvents.STOP;
import static dev.sluice.wire.anthropic.MessagesEvents.close;
import static dev.sluice.wire.anthropic.MessagesEvents.says;
import static dev.sluice.wire.anthropic.MessagesEvents.text;
import static dev.sluice.wire.anthropic.MessagesEvents.through;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.wire.anthropic.MessagesEvents.Made;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every stream, however it is cut and whatever it says. */
final class MessagesStreamProperties {
  private static final String[] EVENTS = {
    START,
    text(0),
    says(0, "a"),
    close(0),
    text(1),
    says(1, "b"),
    close(1),
    DELTA,
    STOP,
    MessagesEvents.PING,
    "data: {\"type\":\"ping\"}\r\n\r\n",
    ": comment\n\n",
    "data: x\n\n",
    "event: error\ndata: {\"type\":\"error\"}\n\n",
    "data: {\"type\":\"message_delta\"}\n\n"
  };

  private static String drawn(SplittableRandom random) {
    StringBuilder events = new StringBuilder(random.nextInt(4) > 0 ? START : "");
    for (int i = random.nextInt(12); i > 0; i--) {
      events.append(EVENTS[random.nextInt(EVENTS.length)]);
    }
    return events.toString();
  }

  @Property(tries = 500)
  void howItIsReadDoesNotMatter(@ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int piece) {
    String events = drawn(new SplittableRandom(seed));
    assertThat(through(events, piece, "chat")).isEqualTo(through(events, 1 << 20, "chat"));
  }

  @Property(tries = 500)
  void aStreamEndsInOneOfTwoWaysAndInOrder(@ForAll long seed) {
    Made made = through(drawn(new SplittableRandom(seed)));
    assertThat(made.finished()).isEqualTo(made.failure() == null);
    int open = -1;
    int blocks = 0;
    String last = "";
    for (String event : made.bytes().split("\n\n", -1)) {
      String type = event.startsWith("event: ") ? event.substring(7, event.indexOf('\n')) : "";
      if (type.equals("content_block_start")) {
        assertThat(open).isEqualTo(-1);
        open = blocks++;
        assertThat(event).contains("\"index\":" + open);
      } else if (type.startsWith("content_block")) {
        assertThat(event).contains("\"index\":" + open);
        open = type.endsWith("stop") ? -1 : open;
      }
      last = type.isEmpty() ? last : type;
    }
    assertThat(last.equals("message_stop")).isEqualTo(made.finished());
  }

  @Property(tries = 500)
  void damageIsToldAndNeverThrown(@ForAll long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder events = new StringBuilder(START + text(0) + says(0, "a") + DELTA + STOP);
    for (int i = 0; i < 3; i++) {
      events.setCharAt(random.nextInt(events.length()), (char) random.nextInt(128));
    }
    Made made = through(events.toString(), 1 + random.nextInt(50), null);
    assertThat(made.finished()).isEqualTo(made.failure() == null);
  }
}
