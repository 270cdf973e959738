package dev.sluice.provider;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;

/**
 * Gives requests the headers by which a provider knows who asks: a signature, or a token that is
 * fetched and renewed. Confined to its lane.
 */
@FunctionalInterface
public interface Authority {
  /**
   * The headers of one request, by lower-case names. Fails with a {@link
   * dev.sluice.model.FailureException} when there are none to be had.
   *
   * @param uri the whole URI that is posted to
   * @param body the exact bytes
   */
  Future<Map<String, String>> headers(URI uri, Buffer body);
}
