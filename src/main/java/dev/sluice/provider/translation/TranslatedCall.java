package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.ByteWork;
import dev.sluice.bus.Cancellation;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An attempt on its way from the client's dialect to the provider: it is read, what stands behind
 * addresses is fetched, it is written and sent. Confined to its lane.
 */
final class TranslatedCall {
  private static final Failure CROWDED =
      new Failure.Overloaded(
          "The gateway holds too many request bodies; try again soon.", Duration.ofSeconds(1));
  private static final Failure GIVEN_UP = new Failure.ClientGone("The attempt was given up.");

  private final TranslatingAdapter adapter;
  private final Attempt attempt;
  private final Translation translation;
  private final Consumer<Reply> reply;
  private @Nullable Share share;

  TranslatedCall(
      TranslatingAdapter adapter, Attempt attempt, Translation translation, Consumer<Reply> reply) {
    this.adapter = adapter;
    this.attempt = attempt;
    this.translation = translation;
    this.reply = reply;
  }

  void start() {
    work(attempt.body().length(), translation::prepare, this::prepared);
  }

  private void prepared(Set<String> addresses) {
    MediaFetcher fetcher = adapter.fetcher();
    if (addresses.isEmpty() || fetcher == null) {
      send();
      return;
    }
    if (attempt.cancellation().cancelled()) {
      fail(GIVEN_UP);
      return;
    }
    MediaFetch fetch = fetcher.fetch(addresses, new Fetched());
    attempt
        .cancellation()
        .onCancel(() -> {
          if (fetch.cancel()) {
            fail(GIVEN_UP);
          }
        });
  }

  private final class Fetched implements MediaFetch.Waiter {
    @Override
    public void fetched(Map<String, Media> all, Share held) {
      share = held;
      long size = attempt.body().length();
      for (Media media : all.values()) {
        size += media.bytes().length();
      }
      Callable<Boolean> work =
          () -> {
            translation.complete(all);
            return true;
          };
      work(size, work, _ -> send());
    }

    @Override
    public void crowded() {
      fail(CROWDED);
    }

    @Override
    public void failed(String url, String reason) {
      fail(MediaAddresses.failure(attempt.body(), url, reason));
    }
  }

  private void send() {
    Attempt written = attempt.translated(adapter.own(), translation.body());
    Share held = share;
    if (held == null) {
      send(written, reply);
      return;
    }
    Cancellation inner = new Cancellation();
    attempt
        .cancellation()
        .onCancel(() -> {
          held.release();
          inner.cancel();
        });
    send(written.under(inner), came -> reply.accept(giving(came, held)));
  }

  private void send(Attempt written, Consumer<Reply> to) {
    if (translation.calls() == 1) {
      adapter.connection().perform(written, came -> to.accept(translation.reply(came)));
    } else {
      new ParallelCalls(
              adapter.connection(), written, translation.calls(), translation::replies, to)
          .start();
    }
  }

  /** The reply that gives back what was held for its request when it is over. */
  private static Reply giving(Reply came, Share held) {
    return switch (came) {
      case Reply.Failed failed -> {
        held.release();
        yield failed;
      }
      case Reply.Answered answered ->
          new Reply.Answered(
              answered.status(), answered.headers(), new HeldBody(answered.body(), held::release));
    };
  }

  private <T> void work(long size, Callable<T> work, Consumer<T> then) {
    ByteWork.run(
        adapter.context().owner(),
        size,
        work,
        (done, cause) -> {
          if (done == null) {
            fail(FailureException.of(cause, "The request could not be translated."));
          } else {
            then.accept(done);
          }
        });
  }

  private void fail(Failure failure) {
    if (share != null) {
      share.release();
    }
    reply.accept(new Reply.Failed(failure));
  }
}
