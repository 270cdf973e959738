package dev.sluice.bench.mock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MockModelTest {
  @Test
  void aNameSaysWhatIsAnswered() {
    MockModel whole = MockModel.named("mock-unary-4k-ttft30ms");
    MockModel stream = MockModel.named("mock-sse-20ms-64-chunk100-faults20");

    assertThat(whole.streams()).isFalse();
    assertThat(whole.size()).isEqualTo(4000);
    assertThat(whole.ttftNanos()).isEqualTo(30_000_000);
    assertThat(stream.streams()).isTrue();
    assertThat(stream.paceNanos()).isEqualTo(20_000_000);
    assertThat(stream.frames()).isEqualTo(64);
    assertThat(stream.chunk()).isEqualTo(100);
    assertThat(stream.faults()).isEqualTo(20);
    assertThat(MockModel.named("mock-sse-500ms-forever").forever()).isTrue();
    assertThat(MockModel.named("mock-unary-1k-reset").fault()).isEqualTo(Fault.RESET);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"gpt", "mock", "mock-unary", "mock-sse-20ms", "mock-ws-1-1", "mock-unary-1k-odd"})
  void anythingElseIsRefused(String name) {
    assertThatThrownBy(() -> MockModel.named(name)).isInstanceOf(IllegalArgumentException.class);
  }
}
