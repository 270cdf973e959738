package dev.sluice.ingress;

import dev.sluice.model.Demand;
import dev.sluice.model.Wishes;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/**
 * A chat request as it was understood.
 *
 * @param envelope what is decided on
 * @param demand what serving it takes
 * @param wishes what the client says about the choice between targets
 */
record ChatAsk(ChatEnvelope envelope, Demand demand, Wishes wishes) {
  /**
   * Reads a request. Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when its body or one of the headers is at fault.
   */
  static ChatAsk of(MultiMap headers, Buffer body) {
    ChatEnvelope envelope = ChatEnvelope.scan(body);
    return new ChatAsk(
        envelope,
        envelope.demand(RoutingHeaders.conversation(headers)),
        RoutingHeaders.wishes(headers, envelope.profile()));
  }
}
