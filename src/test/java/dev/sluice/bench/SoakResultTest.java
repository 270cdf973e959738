package dev.sluice.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SoakResultTest {
  private static SoakReading reading(double seconds, double heap, double descriptors, int open) {
    return new SoakReading(seconds, 500, Map.of(), 170, heap, descriptors, open, open);
  }

  private static SoakResult soak(double heapEachStep, double descriptorsAfter, int openAfter) {
    List<SoakReading> readings = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      readings.add(reading(30 * i, 20 + heapEachStep * i, 300 + 37 * (i % 5), 60));
    }
    return new SoakResult(
        "now", "gateway", readings, reading(600, 15, descriptorsAfter, openAfter));
  }

  @Test
  void whatStaysAndIsGivenBackIsFlat() {
    assertThat(soak(0, 120, 0).flat()).isTrue();
    assertThat(soak(0, 120, 0).verdict()).contains("120 after it").endsWith("verdict: flat");
  }

  @Test
  void aHeapThatGrowsIsNot() {
    assertThat(soak(1, 120, 0).flat()).isFalse();
  }

  @Test
  void descriptorsThatStayOpenAreNot() {
    assertThat(soak(0, 900, 0).verdict()).contains("900 after it").endsWith("verdict: not flat");
  }

  @Test
  void anExchangeThatNeverEndsIsNot() {
    assertThat(soak(0, 120, 1).flat()).isFalse();
  }
}
