package dev.sluice.provider.vectors;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.FieldRule;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.vectors.VectorsAdapter.Making;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.openai.fields.FieldMap;
import dev.sluice.wire.openai.vectors.VectorsAnswer;
import dev.sluice.wire.openai.vectors.VectorsAsk;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at embeddings: its batches, a few of which are under way together, and the answer
 * that they make. The first batch that fails is the attempt's failure, and the others are given up.
 */
final class VectorsCall {
  /** Most batches that are under way together. */
  private static final int TOGETHER = 4;

  /** Longest answer that is rewritten on the event loop, in bytes. */
  private static final int AT_ONCE = 32 * 1024;

  private static final FieldMap WITHOUT_FORMAT =
      new FieldMap(Map.of("encoding_format", FieldRule.DROP), Map.of());
  private static final Failure GIVEN_UP = new Failure.ClientGone("The attempt was given up.");

  private final Context context;
  private final Making making;
  private final Adapter connection;
  private final Attempt attempt;
  private final VectorsAsk ask;
  private final List<Batch> batches = new ArrayList<>();
  private @Nullable Consumer<Reply> replyTo;
  private int asked;
  private int whole;

  VectorsCall(
      Context context,
      Making making,
      Adapter connection,
      Attempt attempt,
      Consumer<Reply> replyTo) {
    this.context = context;
    this.making = making;
    this.connection = connection;
    this.attempt = attempt;
    this.replyTo = replyTo;
    this.ask = VectorsAsk.read(attempt.body());
  }

  void start() {
    attempt.cancellation().onCancel(() -> fail(GIVEN_UP));
    for (int from = 0; from == 0 || from < ask.count(); from += making.batch()) {
      batches.add(new Batch(Math.min(making.batch(), ask.count() - from), making.answer()));
    }
    for (int i = 0; i < TOGETHER; i++) {
      next();
    }
  }

  private void next() {
    if (replyTo == null || asked == batches.size()) {
      return;
    }
    int from = asked * making.batch();
    Batch batch = batches.get(asked);
    asked++;
    Buffer body = ask.batch(from, from + batch.size());
    Buffer known = making.base64() ? body : WITHOUT_FORMAT.apply(body, new Dropped(false));
    batch.ask(connection, attempt, known, this::over);
  }

  private void over(@Nullable Failure failure) {
    if (failure != null) {
      fail(failure);
      return;
    }
    whole++;
    if (whole == batches.size()) {
      complete();
    } else {
      next();
    }
  }

  private void complete() {
    if (size() <= AT_ONCE) {
      try {
        answer(made());
      } catch (FailureException e) {
        fail(e.failure());
      }
      return;
    }
    Callable<Buffer> work = this::made;
    context
        .owner()
        .executeBlocking(work, false)
        .onComplete((made, cause) -> {
          if (made == null) {
            fail(FailureException.of(cause, "The embeddings could not be put together."));
          } else {
            answer(made);
          }
        });
  }

  private long size() {
    return batches.stream().mapToLong(batch -> batch.body().length()).sum();
  }

  private Buffer made() {
    if (batches.size() == 1) {
      return VectorsAnswer.read(batches.getFirst().body()).in(ask.base64());
    }
    List<VectorsAnswer> answers =
        batches.stream().map(batch -> VectorsAnswer.read(batch.body())).toList();
    return VectorsAnswer.merged(answers, batches.stream().map(Batch::size).toList(), ask.base64());
  }

  private void answer(Buffer made) {
    Reply.Answered head = Objects.requireNonNull(batches.getFirst().head());
    head.headers().remove("content-length");
    reply(new Reply.Answered(head.status(), head.headers(), new Held(made)));
  }

  private void fail(Failure failure) {
    if (replyTo != null) {
      Consumer<Reply> to = replyTo;
      replyTo = null;
      batches.forEach(Batch::cancel);
      to.accept(new Reply.Failed(failure));
    }
  }

  private void reply(Reply reply) {
    Consumer<Reply> to = replyTo;
    replyTo = null;
    if (to != null) {
      to.accept(reply);
    }
  }
}
