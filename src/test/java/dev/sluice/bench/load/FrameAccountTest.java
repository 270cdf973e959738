package dev.sluice.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FrameAccountTest {
  private final FrameAccount account = new FrameAccount();

  @BeforeEach
  void open() {
    account.open();
  }

  private void came(int... numbers) {
    for (int number : numbers) {
      account.came(number, 48, 48);
    }
  }

  @Test
  void aWholeStreamLosesNothing() {
    came(0, 1, 2);
    account.ended(3);

    assertThat(account.lost()).isZero();
    assertThat(account.lostBytes()).isZero();
  }

  @Test
  void aHoleIsLostOnceAndSoIsWhatIsMissingAtTheEnd() {
    came(0, 3);
    account.ended(6);

    assertThat(account.lost()).isEqualTo(4);
  }

  @Test
  void aRepeatedFrameCountsToo() {
    came(0, 1, 1, 2);
    account.ended(3);

    assertThat(account.lost()).isOne();
  }

  @Test
  void aContentOfAnotherLengthIsMissed() {
    account.came(0, 40, 48);
    account.came(1, 50, 48);

    assertThat(account.lostBytes()).isEqualTo(10);
  }

  @Test
  void theNextStreamStartsAtZero() {
    came(0, 5);
    account.open();
    came(0);
    account.ended(1);

    assertThat(account.lost()).isZero();
  }
}
