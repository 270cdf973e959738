package dev.sluice.pipeline;

import dev.sluice.bus.Aside;
import dev.sluice.bus.Upload;
import dev.sluice.model.Demand;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Wishes;
import dev.sluice.wire.openai.ChatEnvelope;
import dev.sluice.wire.surface.Surface;
import dev.sluice.wire.surface.Surfaces;
import io.vertx.core.buffer.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for.
 *
 * @param id request id, well-formed
 * @param endpoint the operation
 * @param spoken the client's dialect, in which it is answered
 * @param envelope what is decided on
 * @param body the whole request as it came; empty where there is an upload
 * @param upload the request on its way in, null when it is held as the body
 * @param authorization the client's own credentials, null for none
 * @param aside what the client says beside the request
 * @param demand what serving it takes
 * @param wishes what the client says about the choice between targets
 * @param strict whether the client says that nothing may be left out, null when it says nothing
 */
public record ExchangeRequest(
    String id,
    Endpoint endpoint,
    Dialect spoken,
    ChatEnvelope envelope,
    Buffer body,
    @Nullable Upload upload,
    @Nullable String authorization,
    Aside aside,
    Demand demand,
    Wishes wishes,
    @Nullable Boolean strict) {
  /** The API that it came by, and by which it is answered. */
  Surface surface() {
    return Surfaces.of(spoken);
  }

  /** The latest moment, of those up to now, before which the client had to be waited for. */
  long waitedUntil(long otherwise, long now) {
    return upload == null ? otherwise : Math.max(otherwise, upload.waitedUntil(now));
  }

  /** The same chat of OpenAI's dialect with another body. */
  ExchangeRequest with(Buffer other) {
    return new ExchangeRequest(
        id,
        endpoint,
        spoken,
        ChatEnvelope.scan(other, endpoint),
        other,
        null,
        authorization,
        aside,
        demand,
        wishes,
        strict);
  }

  /**
   * What a provider is told beside the request.
   *
   * @param usual whether nothing may be left out where the client does not say
   */
  Aside aside(boolean usual) {
    boolean whole = strict == null ? usual : strict;
    return whole == aside.strict() ? aside : Aside.of(whole, aside.hints());
  }
}
