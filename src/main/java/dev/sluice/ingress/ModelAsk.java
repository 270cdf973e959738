package dev.sluice.ingress;

import dev.sluice.bus.Aside;
import dev.sluice.model.Demand;
import dev.sluice.model.Wishes;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.surface.Operation;
import dev.sluice.wire.surface.Surface;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A request to a model as it was understood.
 *
 * @param envelope what is decided on
 * @param demand what serving it takes
 * @param aside what it says beside the body, for whoever serves it
 * @param wishes what the client says about the choice between targets
 * @param strict whether the client says that nothing may be left out, null when it says nothing
 */
record ModelAsk(
    ChatEnvelope envelope, Demand demand, Aside aside, Wishes wishes, @Nullable Boolean strict) {
  /**
   * Reads a request. Throws {@link dev.sluice.model.FailureException} with a {@link
   * dev.sluice.model.Failure.BadRequest} when its body or one of the headers is at fault.
   */
  static ModelAsk of(Operation operation, MultiMap headers, Buffer body) {
    Surface surface = operation.surface();
    Function<String, @Nullable String> header = headers::get;
    return of(surface, surface.envelope(operation, body, header), headers);
  }

  /** As above, of a request whose envelope has been read. */
  static ModelAsk of(Surface surface, ChatEnvelope envelope, MultiMap headers) {
    Function<String, @Nullable String> header = headers::get;
    Boolean strict = RoutingHeaders.strict(headers);
    return new ModelAsk(
        envelope,
        envelope.demand(RoutingHeaders.conversation(headers)),
        Aside.of(Boolean.TRUE.equals(strict), surface.hints(header)),
        RoutingHeaders.wishes(headers, envelope.profile()),
        strict);
  }
}
