package dev.sluice.bus;

import dev.sluice.model.Endpoint;
import dev.sluice.model.Target;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One try at one target, as it is ordered from the provider verticle of the lane.
 *
 * @param endpoint the operation
 * @param target where to
 * @param upstreamModel name of the model at the provider
 * @param body the request in the client's dialect, whole, with the provider's name of the model; a
 *     provider of another dialect translates it and its answer
 * @param stream whether a stream is asked for
 * @param requestId the exchange's id, passed on to the provider
 * @param authorization the client's own {@code authorization} header, for providers that are
 *     configured to forward it; null when there is none
 * @param cancellation how the pipeline gives the attempt up, before or after its reply
 */
public record Attempt(
    Endpoint endpoint,
    Target target,
    String upstreamModel,
    Buffer body,
    boolean stream,
    String requestId,
    @Nullable String authorization,
    Cancellation cancellation) {}
