package dev.sluice.wire.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.model.FailureException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelListingTest {
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final String ENTRY =
      "{\"id\":\"q\\\"t\",\"object\":\"model\",\"created\":5,\"owned_by\":\"sluice\","
          + "\"type\":\"model\",\"display_name\":\"q\\\"t\",\"created_at\":\"1970-01-01T00:00:05Z\"}";

  private static String page(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String one : query.split("&", -1)) {
      if (!one.isEmpty()) {
        parameters.put(one.split("=", 2)[0], one.split("=", 2)[1]);
      }
    }
    return ModelListing.page(NAMES, 5, parameters::get).toString();
  }

  @Test
  void clientsOfBothDialectsReadIt() {
    assertThat(ModelListing.page(List.of("q\"t"), 5, _ -> null).toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":["
                + ENTRY
                + "],\"has_more\":false,\"first_id\":\"q\\\"t\",\"last_id\":\"q\\\"t\"}");
    assertThat(ModelListing.page(List.of(), 5, _ -> null).toString())
        .isEqualTo(
            "{\"object\":\"list\",\"data\":[],\"has_more\":false,\"first_id\":null,"
                + "\"last_id\":null}");
    assertThat(ModelListing.one("q\"t", 5).toString()).isEqualTo(ENTRY);
  }

  @ParameterizedTest
  @CsvSource({
    "'', a, d, false",
    "limit=4, a, d, false",
    "limit=2, a, b, true",
    "limit=2&after_id=b, c, d, false",
    "limit=1&after_id=b, c, c, true",
    "limit=2&before_id=d, b, c, true",
    "limit=3&before_id=d, a, c, false",
    "after_id=a&before_id=d, b, c, false",
  })
  void aPieceIsAskedForByItsNeighbours(String query, String first, String last, boolean more) {
    assertThat(page(query))
        .contains("\"has_more\":" + more)
        .endsWith("\"first_id\":\"" + first + "\",\"last_id\":\"" + last + "\"}");
  }

  @Test
  void behindTheLastOneThereIsNone() {
    assertThat(page("after_id=d")).contains("\"data\":[]", "\"has_more\":false");
  }

  @ParameterizedTest
  @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "after_id=z", "before_id=z"})
  void aQueryThatIsNotUnderstoodIsRefused(String query) {
    assertThatThrownBy(() -> page(query)).isInstanceOf(FailureException.class);
  }
}
