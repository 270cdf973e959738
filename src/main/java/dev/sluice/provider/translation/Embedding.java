package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.embedding.EmbedAnswer;
import dev.sluice.wire.embedding.EmbedClient;
import dev.sluice.wire.embedding.EmbedRequest;
import dev.sluice.wire.embedding.OpenAiEmbeddings;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request for vectors at a provider that may take fewer texts at once: they are asked for one
 * part after the other, and answered as one.
 */
final class Embedding {
  private final EmbeddingAdapter.Terms terms;
  private final Attempt attempt;
  private final EmbedClient client;
  private final Consumer<Reply> reply;
  private final EmbedRequest request;
  private final Dropped dropped;
  private EmbedAnswer answer = new EmbedAnswer(List.of(), 0);
  private int from;

  /** Throws {@link FailureException} when the request cannot be understood. */
  Embedding(
      EmbeddingAdapter.Terms terms, Attempt attempt, EmbedClient client, Consumer<Reply> reply) {
    this.terms = terms;
    this.attempt = attempt;
    this.client = client;
    this.reply = reply;
    this.dropped = new Dropped(attempt.aside().strict());
    this.request = client.read(attempt.body());
  }

  /** Asks for the next part. Throws {@link FailureException} when it cannot be carried. */
  void start() {
    int most = Math.max(1, terms.most().applyAsInt(attempt.upstreamModel()));
    int to = Math.min(request.texts().size() - from, most) + from;
    EmbedRequest part = request.part(from, to);
    from = to;
    Buffer body = terms.provider().write(part, attempt.upstreamModel(), dropped);
    Attempt sent = attempt.translated(terms.own(), body);
    terms.connection().perform(sent, came -> came(came, part));
  }

  private void came(Reply came, EmbedRequest part) {
    switch (came) {
      case Reply.Failed failed -> reply.accept(failed);
      case Reply.Answered answered when from == request.texts().size() -> last(answered, part);
      case Reply.Answered answered -> more(answered, part);
    }
  }

  private void last(Reply.Answered answered, EmbedRequest part) {
    MultiMap headers = answered.headers();
    String lost = dropped.header();
    if (!lost.isEmpty()) {
      headers.set(Dropped.HEADER, lost);
    }
    headers.set("content-type", "application/json");
    int bound = terms.bounds().answer();
    long tokens = terms.provider().tokens(headers::get);
    WholeBody body = new WholeBody(answered.body(), bound, whole -> whole(whole, part, tokens));
    reply.accept(new Reply.Answered(answered.status(), headers, body));
  }

  /** A failure within an answer is told by the body, as providers of the client's dialect do. */
  private Buffer whole(Buffer body, EmbedRequest part, long tokens) {
    try {
      take(body, part, tokens);
      return client.answer(answer, request, attempt.model());
    } catch (FailureException e) {
      return client.failure(e.failure());
    }
  }

  /**
   * Takes a part of the answer.
   *
   * @param tokens of the texts as they are told beside the body, -1 when they are not
   */
  private void take(Buffer body, EmbedRequest part, long tokens) {
    if (body.length() > terms.bounds().answer()) {
      throw new FailureException(
          new Failure.Garbled("The provider's answer is larger than limits.answer."));
    }
    EmbedAnswer came = terms.provider().answer(body);
    if (came.vectors().size() != part.texts().size()) {
      throw OpenAiEmbeddings.odd();
    }
    answer = answer.plus(came.tokens() < 0 ? new EmbedAnswer(came.vectors(), tokens) : came);
  }

  private void more(Reply.Answered answered, EmbedRequest part) {
    Buffer nothing = Buffer.buffer();
    long tokens = terms.provider().tokens(answered.headers()::get);
    AtomicReference<@Nullable Failure> failure = new AtomicReference<>();
    ReadStream<Buffer> whole =
        new WholeBody(
            answered.body(),
            terms.bounds().answer(),
            body -> {
              try {
                take(body, part, tokens);
              } catch (FailureException e) {
                failure.set(e.failure());
              }
              return nothing;
            });
    whole
        .exceptionHandler(_ -> failed(new Failure.Cut("The provider cut its answer short.")))
        .endHandler(_ -> next(failure.get()))
        .resume();
  }

  private void next(@Nullable Failure failure) {
    if (failure != null) {
      failed(failure);
      return;
    }
    try {
      start();
    } catch (FailureException e) {
      failed(e.failure());
    }
  }

  private void failed(Failure failure) {
    reply.accept(new Reply.Failed(failure));
  }
}
