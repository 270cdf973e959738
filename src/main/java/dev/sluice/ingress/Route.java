package dev.sluice.ingress;

import dev.sluice.model.Endpoint;
import dev.sluice.wire.surface.Operation;
import dev.sluice.wire.surface.Surface;
import dev.sluice.wire.surface.Surfaces;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of the gateway; Azure's names of the same are left out.
 *
 * @param method of HTTP
 * @param path without prefix; a segment in braces is a variable
 * @param endpoint the operation, null of a page that no provider is asked for
 * @param open whether there are further paths and methods below it, which the provider knows
 */
public record Route(String method, String path, @Nullable Endpoint endpoint, boolean open) {
  private static final String VERSION = "/v1";
  private static final String GET = "GET";
  private static final String POST = "POST";

  /**
   * All that is served.
   *
   * @param pages made by other parts of the gateway
   */
  public static List<Route> all(List<Page> pages) {
    List<Route> all = new ArrayList<>();
    for (Endpoint endpoint : Endpoint.values()) {
      boolean prefixed = endpoint == Endpoint.PASSTHROUGH;
      String path = (prefixed ? "" : VERSION) + endpoint.path();
      switch (endpoint.way()) {
        case ROUTED -> {
          // The surfaces tell their paths.
        }
        case OWNED -> all.add(new Route(GET, path, endpoint, true));
        case SESSION -> all.add(new Route(GET, path, endpoint, false));
      }
    }
    for (Surface surface : Surfaces.ALL) {
      surface
          .operations()
          .forEach((path, asked) -> all.add(new Route(POST, path, endpoint(asked), false)));
      surface
          .naming()
          .forEach((path, asked) -> all.add(new Route(POST, path, endpoint(asked), false)));
    }
    for (String path : Pages.PATHS) {
      all.add(new Route(GET, path, null, false));
    }
    for (Page page : pages) {
      String method = page.allow().startsWith(GET) ? GET : POST;
      all.add(new Route(method, page.path(), null, false));
    }
    return List.copyOf(all);
  }

  /** Tokens are counted here; no provider is asked. */
  private static @Nullable Endpoint endpoint(Operation asked) {
    return asked.counting() ? null : asked.endpoint();
  }
}
