package dev.sluice.ingress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.sluice.model.FailureException;
import java.net.URI;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paths that are put behind a base URL. */
final class PassPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/files",
        "/files/",
        "/a.b/..c/d..",
        "/a%2Fb",
        "/models/x:generate",
        "/a+b",
      })
  void usualPathsStayAsTheyAre(String path) {
    assertThat(PassPath.of(path, null)).isEqualTo(path);
    assertThat(PassPath.of(path, "a=%2e%2e&b=..")).isEqualTo(path + "?a=%2e%2e&b=..");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../a",
        "/a/..",
        "/.",
        "/a/./b",
        "//a",
        "/a//b",
        "/%2e%2E/a",
        "/%252e%252e",
        "/a%2f..%2fb",
        "/a%5C..%5cb",
        "/a%2f%2fb",
        "/%",
        "/%g0",
        "/a b",
        "/a\\b",
        "/a#b",
        "/%0d%0a",
        "/%25",
        "/%2525252e%2525252e",
      })
  void thoseThatLeaveAreRefused(String path) {
    assertThatExceptionOfType(FailureException.class)
        .isThrownBy(() -> assertThat(PassPath.of(path, null)).isNull());
  }

  @Provide
  Arbitrary<String> paths() {
    return Arbitraries.of("/", ".", "..", "%2e", "%2E", "%2f", "%5c", "%25", "a", "2e", "\\", "%")
        .list()
        .ofMaxSize(8)
        .map(pieces -> "/" + String.join("", pieces));
  }

  @Property(tries = 2000)
  void whatIsTakenStaysBelowTheBaseUrl(@ForAll("paths") String path) {
    String taken;
    try {
      taken = PassPath.of(path, null);
    } catch (FailureException e) {
      return;
    }
    String decoded = taken;
    for (int i = 0; i < 8; i++) {
      String put = "/base" + decoded.replace('\\', '/');
      assertThat(URI.create("http://h" + encoded(put)).normalize().getPath()).startsWith("/base");
      decoded = PageTable.decode(decoded);
    }
    assertThat(List.of(decoded.replace('\\', '/').split("/"))).doesNotContain("..", ".");
  }

  private static String encoded(String path) {
    return path.replace("%", "%25");
  }
}
