package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Dialect;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.EmbeddingsAnswer;
import dev.sluice.wire.canonical.EmbeddingsDialect;
import dev.sluice.wire.canonical.EmbeddingsRequest;
import dev.sluice.wire.canonical.Upstream;
import dev.sluice.wire.openai.codec.ChatErrors;
import dev.sluice.wire.openai.codec.EmbeddingsCodec;
import io.vertx.core.buffer.Buffer;
import java.util.function.Consumer;

/** One attempt at vectors between a client of OpenAI's API and a target of another dialect. */
final class EmbeddingsTranslation {
  private static final String JSON = "application/json";

  private final Attempt attempt;
  private final EmbeddingsDialect provider;
  private final Bounds bounds;
  private final Dropped dropped = new Dropped(false);
  private boolean base64;

  EmbeddingsTranslation(Attempt attempt, EmbeddingsDialect provider, Bounds bounds) {
    this.attempt = attempt;
    this.provider = provider;
    this.bounds = bounds;
  }

  void perform(Adapter connection, Dialect own, Consumer<Reply> reply) {
    Buffer written;
    try {
      EmbeddingsRequest request = EmbeddingsCodec.read(attempt.body());
      base64 = request.base64();
      Upstream upstream =
          new Upstream(attempt.upstreamModel(), attempt.target().traits().capabilities());
      written = provider.write(request, upstream, dropped);
    } catch (FailureException e) {
      reply.accept(new Reply.Failed(e.failure()));
      return;
    }
    connection.perform(attempt.translated(own, written), came -> reply.accept(translated(came)));
  }

  private Reply translated(Reply came) {
    return switch (came) {
      case Reply.Failed failed -> failed;
      case Reply.Answered answered ->
          Heads.translated(
              answered,
              dropped,
              JSON,
              false,
              new WholeBody(answered.body(), bounds.answer(), this::answer));
    };
  }

  private Buffer answer(Buffer body) {
    if (body.length() > bounds.answer()) {
      return ChatErrors.body(
          new Failure.Garbled("The provider's answer is larger than limits.answer."));
    }
    try {
      EmbeddingsAnswer answer = provider.read(body);
      return EmbeddingsCodec.write(answer, attempt.model(), base64);
    } catch (FailureException e) {
      return ChatErrors.body(e.failure());
    }
  }
}
