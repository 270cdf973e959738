package dev.sluice.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.model.Failure;
import dev.sluice.wire.json.MalformedJson;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TellerTest {
  private final List<StreamEvent> heard = new ArrayList<>();
  private final Teller teller = new Teller(heard::add);

  @Test
  void tellsNothingAfterTheLastEvent() {
    teller.accept(new StreamEvent.TextDelta(0, "a"));
    teller.accept(new StreamEvent.Done());
    teller.accept(new StreamEvent.TextDelta(0, "b"));
    teller.cut();

    assertThat(heard).containsExactly(new StreamEvent.TextDelta(0, "a"), new StreamEvent.Done());
    assertThat(teller.over()).isTrue();
  }

  @Test
  void saysWhatIsWrongWithWhatWasRead() {
    teller.broken(new MalformedJson(3), "a line");

    assertThat(heard)
        .containsExactly(
            new StreamEvent.Broken(
                new Failure.Garbled("The provider sent a line that is not JSON.")));
  }

  @Test
  void saysWhatIsTooLong() {
    teller.tooLong("an event", 7);

    assertThat(heard)
        .containsExactly(
            new StreamEvent.Broken(
                new Failure.Garbled("The provider sent an event of more than 7 bytes.")));
  }
}
