package dev.sluice.provider.compatible;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.ByteWork;
import dev.sluice.bus.Reply;
import dev.sluice.config.descriptor.Descriptor;
import dev.sluice.model.Endpoint;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import dev.sluice.provider.Manners;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.openai.fields.FieldMap;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A server that speaks OpenAI's API in its own way: requests are made fit for it, and its names of
 * the headers that tell limits are made the usual ones. Bodies of answers pass untouched.
 */
public final class CompatibleAdapter implements Layer {
  private static final int NOT_FOUND = 404;

  private final Vertx vertx;
  private final Descriptor descriptor;
  private final ModelMaps maps;
  private final Adapter connection;

  /**
   * An adapter for a lane.
   *
   * @param connection where the server is reached
   */
  public CompatibleAdapter(Vertx vertx, Descriptor descriptor, Adapter connection) {
    this.vertx = vertx;
    this.descriptor = descriptor;
    this.maps = new ModelMaps(descriptor);
    this.connection = connection;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    if (!descriptor.paths().containsKey(attempt.endpoint())) {
      reply.accept(new Reply.Failed(missing(attempt.endpoint())));
      return;
    }
    FieldMap map = ruled(attempt) ? maps.of(attempt.upstreamModel()) : FieldMap.NONE;
    Dropped dropped = new Dropped(attempt.aside().strict());
    long read = map.isEmpty() ? 0 : attempt.body().length();
    ByteWork.run(
        vertx,
        read,
        () -> map.apply(attempt.body(), dropped),
        (fit, cause) -> {
          if (fit == null) {
            reply.accept(
                new Reply.Failed(
                    FailureException.of(
                        cause, "The request could not be made fit for its provider.")));
          } else {
            send(attempt, fit, dropped, reply);
          }
        });
  }

  /** Whether the rules of fields are about the request: a response has others. */
  private static boolean ruled(Attempt attempt) {
    return attempt.endpoint() == Endpoint.COMPLETIONS
        || (attempt.endpoint() == Endpoint.CHAT && !Manners.asksResponse(attempt));
  }

  private Failure missing(Endpoint endpoint) {
    return new Failure.Rejected(
        NOT_FOUND,
        "The provider of this target has no endpoint for "
            + endpoint.id()
            + ": give the model a target at another one.",
        "invalid_request_error",
        "unsupported_endpoint",
        null);
  }

  @SuppressWarnings("ReferenceEquality") // A body that fits is given back as the same object.
  private void send(Attempt attempt, Buffer body, Dropped dropped, Consumer<Reply> reply) {
    // What fits goes as it came: a form on its way in has no body to be put in its place.
    Attempt sent = body == attempt.body() ? attempt : attempt.with(body, attempt.aside());
    connection.perform(sent, came -> reply.accept(told(came, dropped)));
  }

  private Reply told(Reply came, Dropped dropped) {
    if (came instanceof Reply.Answered answered) {
      MultiMap headers = answered.headers();
      for (Map.Entry<String, String> limit : descriptor.limits().entrySet()) {
        String own = headers.get(limit.getValue());
        if (own != null && !headers.contains(limit.getKey())) {
          headers.set(limit.getKey(), own);
        }
      }
      String lost = dropped.header();
      if (!lost.isEmpty()) {
        headers.set(Dropped.HEADER, lost);
      }
    }
    return came;
  }

  @Override
  public Adapter inner() {
    return connection;
  }
}
