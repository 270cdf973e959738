package dev.sluice.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.ingress.PageTable.Found;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class PageTableTest {
  private record Nothing() {}

  private static final Page STATS = page("/v1/stats");
  private static final Page MIDDLE = page("/v1/providers/{name}/performance");
  private static final Page LAST = page("/v1/health/models/{model}");
  private static final PageTable TABLE = new PageTable(List.of(STATS, MIDDLE, LAST));

  @Test
  void anExactPathIsFound() {
    assertThat(TABLE.find("/v1/stats")).isEqualTo(new Found(STATS, ""));
  }

  @ParameterizedTest
  @CsvSource({"open-ai, open-ai", "a%20b, a b", "a+b, a+b", "a/b, a/b", "100%, 100%"})
  void aNameStandsForTheVariable(String written, String name) {
    assertThat(TABLE.find("/v1/providers/" + written + "/performance"))
        .isEqualTo(new Found(MIDDLE, name));
    assertThat(TABLE.find("/v1/health/models/" + written)).isEqualTo(new Found(LAST, name));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/v1/stats/",
        "/v1/stat",
        "/v1/providers/performance",
        "/v1/providers//performance",
        "/v1/health/models/",
        "/v1/health/models"
      })
  void anotherPathIsNot(String path) {
    assertThat(TABLE.find(path)).isNull();
  }

  private static Page page(String path) {
    return new Page.Shown(path, (_, _) -> new Nothing());
  }
}
