package dev.sluice.health;

import dev.sluice.config.ConnectionConfig;
import dev.sluice.model.Target;
import io.vertx.core.http.HttpClient;
import java.util.List;

/**
 * A provider with what it takes to probe it.
 *
 * @param provider how it is reached and how it is probed
 * @param client which trusts and is routed as the provider's configuration says
 * @param targets its targets
 */
public record ProbedProvider(ConnectionConfig provider, HttpClient client, List<Target> targets) {
  public ProbedProvider {
    targets = List.copyOf(targets);
  }

  /** Targets that probes may speak for. */
  List<Target> probed() {
    return targets.stream().filter(target -> target.enabled() && !target.expensive()).toList();
  }
}
