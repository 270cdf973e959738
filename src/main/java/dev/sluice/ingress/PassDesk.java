package dev.sluice.ingress;

import dev.sluice.config.ConnectedConfig;
import dev.sluice.config.PassingConfig;
import dev.sluice.config.ProviderConfig;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.pipeline.Lane;
import dev.sluice.telemetry.OutcomeKind;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where a lane takes requests that are for one provider, and finds out which one. */
final class PassDesk {
  private static final String VERSION = "/v1";
  private static final String PROVIDERS = Endpoint.PASSTHROUGH.path() + "/";
  private static final Set<HttpMethod> OWNED_METHODS =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST, HttpMethod.DELETE);
  private static final Set<HttpMethod> REFUSED_METHODS =
      Set.of(HttpMethod.CONNECT, HttpMethod.TRACE);

  private final Lane lane;
  private final PassingConfig config;
  private final Supplier<List<ProviderConfig>> providers;
  private Reach reach = Reach.of(List.of());

  /**
   * A desk of the lane.
   *
   * @param providers those of the configuration in force
   */
  PassDesk(Lane lane, Supplier<List<ProviderConfig>> providers) {
    this.lane = lane;
    this.config = lane.config().passing();
    this.providers = providers;
  }

  private Reach reach() {
    List<ProviderConfig> now = providers.get();
    if (!reach.same(now)) {
      reach = Reach.of(now);
    }
    return reach;
  }

  /**
   * Who can be asked.
   *
   * @param providers of which it was made
   * @param reachable by name
   * @param keepers names of those that speak OpenAI's API
   */
  private record Reach(
      List<ProviderConfig> providers,
      Map<String, ConnectedConfig> reachable,
      List<String> keepers) {
    static Reach of(List<ProviderConfig> providers) {
      Map<String, ConnectedConfig> reachable = new LinkedHashMap<>();
      List<String> keepers = new ArrayList<>();
      for (ProviderConfig provider : providers) {
        if (provider instanceof ConnectedConfig connected && provider.enabled()) {
          reachable.put(provider.name(), connected);
          if (provider.dialect() == Dialect.OPENAI_CHAT) {
            keepers.add(provider.name());
          }
        }
      }
      return new Reach(providers, reachable, keepers);
    }

    /** A configuration's list is always the same object. */
    @SuppressWarnings("ReferenceEquality")
    boolean same(List<ProviderConfig> others) {
      return providers == others;
    }
  }

  /**
   * Serves the request when it is for a provider; false when there is nothing at the path.
   *
   * @param path without prefix, encoded
   * @param over called once when the connection may idle again, if it is served
   */
  boolean serve(HttpServerRequest request, String path, String id, Runnable over) {
    if (path.startsWith(PROVIDERS)) {
      return pass(request, path.substring(PROVIDERS.length()), id, over);
    }
    Endpoint endpoint = owned(path);
    if (endpoint == null) {
      return false;
    }
    if (!OWNED_METHODS.contains(request.method())) {
      over.run();
      Headers.refuseMethod(request, "GET, HEAD, POST, DELETE, OPTIONS");
      return true;
    }
    begin(endpoint, request, path.substring(VERSION.length()), id, over, () -> keeper(request));
    return true;
  }

  private static @Nullable Endpoint owned(String path) {
    for (Endpoint endpoint : Endpoint.values()) {
      if (endpoint.way() == Endpoint.Way.OWNED && endpoint != Endpoint.PASSTHROUGH) {
        String own = VERSION + endpoint.path();
        if (path.equals(own) || path.startsWith(own + "/")) {
          return endpoint;
        }
      }
    }
    return null;
  }

  private boolean pass(HttpServerRequest request, String nameAndRest, String id, Runnable over) {
    int slash = nameAndRest.indexOf('/');
    String name = slash < 0 ? nameAndRest : nameAndRest.substring(0, slash);
    ConnectedConfig provider = reach().reachable.get(name);
    if (provider == null || !config.passthrough().contains(name)) {
      return false;
    }
    if (REFUSED_METHODS.contains(request.method())) {
      over.run();
      Headers.refuseMethod(request, "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
      return true;
    }
    String rest = slash < 0 ? "" : nameAndRest.substring(slash);
    begin(Endpoint.PASSTHROUGH, request, rest, id, over, () -> provider);
    return true;
  }

  private interface Owner {
    ConnectedConfig find();
  }

  private void begin(
      Endpoint endpoint,
      HttpServerRequest request,
      String rest,
      String id,
      Runnable over,
      Owner owner) {
    String path;
    ConnectedConfig provider;
    try {
      path = PassPath.of(rest, request.query());
      provider = owner.find();
    } catch (FailureException e) {
      lane.stats().exchangeStarted();
      lane.stats().exchangeEnded(endpoint, OutcomeKind.of(e.failure()));
      over.run();
      Headers.fail(request.response(), e.failure());
      return;
    }
    new PassCall(lane, endpoint, id, request, provider, over).start(path);
  }

  /** The provider that keeps what the request is about. */
  private ConnectedConfig keeper(HttpServerRequest request) {
    Map<String, ConnectedConfig> reachable = reach().reachable;
    List<String> keepers = reach.keepers;
    String said = request.getHeader(Headers.PROVIDER);
    String name = said != null ? said : config.files();
    if (name.isEmpty() && keepers.size() == 1) {
      name = keepers.getFirst();
    }
    ConnectedConfig found = keepers.contains(name) ? reachable.get(name) : null;
    if (found != null) {
      return found;
    }
    String what =
        said != null
            ? "The header x-sluice-provider names no provider that speaks OpenAI's API."
            : keepers.isEmpty()
                ? "No provider that speaks OpenAI's API is configured."
                : "Several providers could keep this: name one in the header x-sluice-provider,"
                    + " or in files.provider of the configuration.";
    throw new FailureException(
        new Failure.BadRequest(what, Headers.PROVIDER.toString(), "invalid_value"));
  }
}
