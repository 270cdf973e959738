package dev.sluice.provider.bedrock;

import dev.sluice.bus.ByteWork;
import dev.sluice.provider.Authority;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Signs each request. Long ones are hashed beside the event loop. Confined to its lane. */
final class SigningAuthority implements Authority {
  private final Context context;
  private final Supplier<Future<Signer>> signers;
  private final InstantSource clock;

  /** One with keys that last. */
  SigningAuthority(Context context, Signer signer, InstantSource clock) {
    this(context, always(signer), clock);
  }

  /**
   * One whose keys change.
   *
   * @param signers gives the signer of the moment, on the lane
   */
  SigningAuthority(Context context, Supplier<Future<Signer>> signers, InstantSource clock) {
    this.context = context;
    this.signers = signers;
    this.clock = clock;
  }

  private static Supplier<Future<Signer>> always(Signer signer) {
    Future<Signer> known = Future.succeededFuture(signer);
    return () -> known;
  }

  @Override
  public Future<Map<String, String>> headers(URI uri, Buffer body) {
    return signers.get().compose(signer -> signed(signer, uri, body));
  }

  private Future<Map<String, String>> signed(Signer signer, URI uri, Buffer body) {
    if (body.length() <= ByteWork.AT_ONCE) {
      return Future.succeededFuture(signer.sign(uri, body, clock.instant()));
    }
    Callable<Map<String, String>> work = () -> signer.sign(uri, body, clock.instant());
    return context.owner().executeBlocking(work, false).map(Objects::requireNonNull);
  }
}
