package dev.sluice.bus;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * An address of one lane, where each request gets one reply.
 *
 * <p>The request carries the way back. The bus's own replies cost a timer, an address and a
 * registration each; all they add is a bound on the wait, which the pipeline's clock keeps already.
 *
 * @param <Q> what is asked
 * @param <A> what is replied
 * @param address on the bus
 */
public record RequestTopic<Q, A>(String address) {
  private static final DeliveryOptions LOCAL = Topics.local();

  /**
   * A request on its way.
   *
   * @param asker where the reply is handled
   * @param handler of the reply
   */
  public record Request<Q, A>(Q body, Context asker, Consumer<A> handler) {
    /** Replies; to be called once, on any thread. */
    void reply(A answer) {
      // Never in the asker's middle of something: it may be about to give the request up.
      asker.runOnContext(_ -> handler.accept(answer));
    }
  }

  /**
   * Asks whoever serves the topic.
   *
   * @param handler gets the reply on the current context, after this method has returned
   * @param unserved the reply when nobody serves the topic
   */
  public void ask(Vertx vertx, Q body, Consumer<A> handler, A unserved) {
    Request<Q, A> request = new Request<>(body, vertx.getOrCreateContext(), handler);
    Future<Void> sent = vertx.eventBus().<Request<Q, A>>sender(address, LOCAL).write(request);
    if (sent.failed()) {
      request.reply(unserved);
    }
  }

  /**
   * Serves the topic on the current context until the consumer is unregistered.
   *
   * @param server gets what is asked, and a consumer of the reply to be called once
   */
  public MessageConsumer<?> serve(EventBus bus, BiConsumer<Q, Consumer<A>> server) {
    return bus.<Request<Q, A>>localConsumer(
        address, message -> server.accept(message.body().body(), message.body()::reply));
  }
}
