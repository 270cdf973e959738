package dev.sluice.bus;

import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import io.vertx.core.MultiMap;
import org.jspecify.annotations.Nullable;

/**
 * A request that is passed on to one provider as it is, ordered from the provider verticle of the
 * lane. It is answered by a {@link Reply} whose status may be any.
 *
 * @param endpoint the operation
 * @param provider name of the provider
 * @param dialect what it speaks
 * @param method of HTTP
 * @param path behind the provider's base URL, with its query, encoded, beginning with a slash
 * @param headers that go to the provider, without credentials and those of the connection
 * @param body null for none; paused, and read once
 * @param length of the body in bytes, -1 when that is not known
 * @param requestId the exchange's id, passed on to the provider
 * @param cancellation how the pipeline gives the passage up
 */
public record Passage(
    Endpoint endpoint,
    String provider,
    Dialect dialect,
    String method,
    String path,
    MultiMap headers,
    Upload.@Nullable Source body,
    long length,
    String requestId,
    Cancellation cancellation) {}
