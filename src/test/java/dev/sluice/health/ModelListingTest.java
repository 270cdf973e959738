package dev.sluice.health;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ModelListingTest {
  @Test
  void readsTheNamesInTheirOrderAndPassesOverTheRest() {
    assertThat(
            names(
                """
                {"object":"list","meta":{"data":[{"id":"not this"}],"n":[1,[2]]},
                 "data":[{"id":"b","object":"model","owner":{"id":"nobody"}},
                         {"object":"model","permission":[{"id":"nothing"}],"id":"a"},
                         {"id":7}, {"id":""}, {}, "text", 1, null, [{"id":"deep"}], {"id":"b"}]}
                """))
        .containsExactly("b", "a");
  }

  @Test
  void readsAnEmptyListing() {
    assertThat(names("{\"data\":[]}")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "[]",
        "{}",
        "null",
        "{\"data\":{}}",
        "{\"data\":[{\"id\":\"a\"}",
        "{\"data\":[{\"id\":\"a\"",
        "{\"data\":",
        "{\"data\":[{\"id\":\"a\"}}"
      })
  void knowsWhatIsNoListing(String body) {
    assertThat(names(body)).isNull();
  }

  @Test
  void readsNoMoreThanItsBounds() {
    String entries =
        IntStream.range(0, ModelListing.MOST + 5)
            .mapToObj(i -> "{\"id\":\"m" + i + "\"}")
            .collect(Collectors.joining(","));

    assertThat(names("{\"data\":[" + entries + "]}")).hasSize(ModelListing.MOST);
    assertThat(names("{\"data\":[{\"id\":\"" + "x".repeat(257) + "\"}]}")).isEmpty();
  }

  private static @Nullable Set<String> names(String body) {
    return ModelListing.names(body.getBytes(UTF_8));
  }
}
