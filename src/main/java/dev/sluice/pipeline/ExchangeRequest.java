package dev.sluice.pipeline;

import dev.sluice.model.Endpoint;
import dev.sluice.wire.openai.ChatEnvelope;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param id request id, well-formed
 * @param endpoint the operation
 * @param envelope what is decided on
 * @param body the whole request as it came
 * @param authorization the client's own credentials, null for none
 */
public record ExchangeRequest(
    String id,
    Endpoint endpoint,
    ChatEnvelope envelope,
    Buffer body,
    @Nullable String authorization) {
  /** The same request with another body. */
  ExchangeRequest with(Buffer other) {
    return new ExchangeRequest(id, endpoint, ChatEnvelope.scan(other), other, authorization);
  }
}
