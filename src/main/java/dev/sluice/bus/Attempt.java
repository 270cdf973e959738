package dev.sluice.bus;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Target;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * One try at one target, as it is ordered from the provider verticle of the lane.
 *
 * @param endpoint the operation
 * @param spoken the dialect of the body, and of the answer that is asked for; a provider of another
 *     dialect translates both
 * @param target where to
 * @param model the client's name of the model
 * @param upstreamModel name of the model at the provider
 * @param body the request, whole, with the provider's name of the model where the dialect names it
 *     in the body; empty where there is an upload
 * @param upload the request on its way in, null when it is held as the body
 * @param stream whether a stream is asked for
 * @param promptTokens estimate of the prompt's tokens
 * @param requestId the exchange's id, passed on to the provider
 * @param authorization the client's own {@code authorization} header, for providers that are
 *     configured to forward it; null when there is none
 * @param aside what the client says beside the request
 * @param cancellation how the pipeline gives the attempt up, before or after its reply
 */
public record Attempt(
    Endpoint endpoint,
    Dialect spoken,
    Target target,
    String model,
    String upstreamModel,
    Buffer body,
    @Nullable Upload upload,
    boolean stream,
    long promptTokens,
    String requestId,
    @Nullable String authorization,
    Aside aside,
    Cancellation cancellation) {
  /** An attempt with a body that is held whole, of a client that says nothing beside it. */
  public Attempt(
      Endpoint endpoint,
      Dialect spoken,
      Target target,
      String model,
      String upstreamModel,
      Buffer body,
      boolean stream,
      long promptTokens,
      String requestId,
      @Nullable String authorization,
      Cancellation cancellation) {
    this(
        endpoint,
        spoken,
        target,
        model,
        upstreamModel,
        body,
        null,
        stream,
        promptTokens,
        requestId,
        authorization,
        Aside.NONE,
        cancellation);
  }

  /** The same attempt, given up by another switch. */
  public Attempt under(Cancellation other) {
    return new Attempt(
        endpoint,
        spoken,
        target,
        model,
        upstreamModel,
        body,
        upload,
        stream,
        promptTokens,
        requestId,
        authorization,
        aside,
        other);
  }

  /** The same attempt in another dialect. */
  public Attempt translated(Dialect into, Buffer written) {
    return new Attempt(
        endpoint,
        into,
        target,
        model,
        upstreamModel,
        written,
        null,
        stream,
        promptTokens,
        requestId,
        authorization,
        aside.abroad(),
        cancellation);
  }

  /** The same attempt with another body, and with other hints for the provider. */
  public Attempt with(Buffer other, Aside said) {
    return new Attempt(
        endpoint,
        spoken,
        target,
        model,
        upstreamModel,
        other,
        upload,
        stream,
        promptTokens,
        requestId,
        authorization,
        said,
        cancellation);
  }
}
