package dev.sluice.provider.bedrock;

import dev.sluice.provider.Authority;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Signs each request. Long ones are hashed beside the event loop. Confined to its lane. */
final class SigningAuthority implements Authority {
  /** Longest body that is hashed on the event loop, in bytes: less than a millisecond's work. */
  private static final int AT_ONCE = 256 * 1024;

  private final Context context;
  private final Signer signer;
  private final InstantSource clock;

  SigningAuthority(Context context, Signer signer, InstantSource clock) {
    this.context = context;
    this.signer = signer;
    this.clock = clock;
  }

  @Override
  public Future<Map<String, String>> headers(URI uri, Buffer body) {
    if (body.length() <= AT_ONCE) {
      return Future.succeededFuture(signer.sign(uri, body, clock.instant()));
    }
    Callable<Map<String, String>> work = () -> signer.sign(uri, body, clock.instant());
    return context.owner().executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
