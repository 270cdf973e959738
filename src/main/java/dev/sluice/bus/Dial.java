package dev.sluice.bus;

import dev.sluice.model.Target;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Asks the provider verticle of the lane for a WebSocket to a target. It is answered by a {@link
 * Line}.
 *
 * @param target where to
 * @param upstreamModel name of the model at the provider
 * @param subprotocols that are offered to the provider, without credentials
 * @param headers that go to the provider, without credentials and those of the connection
 * @param requestId the exchange's id, passed on to the provider
 * @param cancellation how the pipeline gives the call up before it is answered
 */
public record Dial(
    Target target,
    String upstreamModel,
    List<String> subprotocols,
    MultiMap headers,
    String requestId,
    Cancellation cancellation) {
  public Dial {
    subprotocols = List.copyOf(subprotocols);
  }
}
