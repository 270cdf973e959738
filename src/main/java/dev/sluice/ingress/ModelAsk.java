package dev.sluice.ingress;

import dev.sluice.model.Demand;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Wishes;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A request to a model as it was understood.
 *
 * @param envelope what is decided on
 * @param demand what serving it takes
 * @param wishes what the client says about the choice between targets
 */
record ModelAsk(ChatEnvelope envelope, Demand demand, Wishes wishes) {
  /**
   * Reads a request. Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when its body or one of the headers is at fault.
   */
  static ModelAsk of(Endpoint endpoint, MultiMap headers, Buffer body) {
    return of(ChatEnvelope.scan(body, endpoint), headers);
  }

  /** As above, of a request whose envelope has been read. */
  static ModelAsk of(ChatEnvelope envelope, MultiMap headers) {
    return new ModelAsk(
        envelope,
        envelope.demand(RoutingHeaders.conversation(headers)),
        RoutingHeaders.wishes(headers, envelope.profile()));
  }
}
