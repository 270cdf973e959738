package dev.sluice.app;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.config.load.ConfigLoader;
import dev.sluice.fleet.LocalFleet;
import dev.sluice.fleet.Member;
import dev.sluice.ingress.Page;
import dev.sluice.stats.decisions.NodeDecisions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ControlPagesTest {
  private static final Member SELF = new Member("id", "node", "test", "", "", false);

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() throws Exception {
    assertThat(vertx.close().toCompletionStage().toCompletableFuture().get(20, SECONDS)).isNull();
  }

  private List<Page> pages() {
    Parts parts = Parts.of(ConfigLoader.builtIn(Map.of()), vertx, 1, new LocalFleet(SELF));
    ConfigStatus status =
        new ConfigStatus(parts.fleet().self(), "sluice.yaml", InstantSource.system());
    return ControlPages.of(
        parts, vertx, new NodeDecisions(1), status, () -> Future.succeededFuture(status.report()));
  }

  @Test
  void theseAreThePages() {
    assertThat(pages().stream().map(page -> page.allow().split(",", 2)[0] + " " + page.path()))
        .containsExactlyInAnyOrder(
            "POST /v1/route/explain",
            "GET /v1/route/decisions",
            "GET /v1/load-balancing/statistics",
            "GET /v1/stats",
            "POST /v1/stats/reset",
            "POST /v1/stats/refresh",
            "GET /v1/providers/stats/overview",
            "GET /v1/providers/{name}/performance",
            "GET /v1/health/providers",
            "GET /v1/health/models/{model}",
            "GET /admin/config",
            "POST /admin/reload",
            "GET /admin/nodes",
            "POST /admin/nodes/{name}/drain",
            "POST /admin/nodes/{name}/resume");
  }

  @Test
  void theDocumentationHasAllOfThem() throws IOException {
    String reference = Files.readString(Path.of("docs/api.md"));
    assertThat(pages())
        .allSatisfy(page ->
            assertThat(reference)
                .contains("`" + page.allow().split(",", 2)[0] + " " + page.path() + "`"));
  }
}
