package dev.sluice.provider.anthropic;

import dev.sluice.bus.Aside;
import dev.sluice.bus.Attempt;
import dev.sluice.bus.ByteWork;
import dev.sluice.bus.Reply;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.model.FailureException;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import dev.sluice.wire.anthropic.MessagesSampling;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.canonical.Dropped;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A provider of Anthropic's dialect before the clients that speak it themselves. Their requests go
 * on as they are, but for what the target's version of the API refuses and for the news that the
 * configuration does not let through. What others say is translated behind it.
 */
public final class AnthropicAdapter implements Layer {
  /** Most models of which it is remembered what they take. */
  private static final int KEPT = 1024;

  private final Vertx vertx;
  private final AnthropicConfig config;
  private final Betas betas;
  private final Adapter inner;
  private final Map<String, Boolean> sampled = new HashMap<>();

  /**
   * An adapter for a lane.
   *
   * @param inner where all attempts go on to
   */
  public AnthropicAdapter(Vertx vertx, AnthropicConfig config, Adapter inner) {
    this.vertx = vertx;
    this.config = config;
    this.betas = Betas.of(config);
    this.inner = inner;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    if (attempt.spoken() != config.dialect()) {
      inner.perform(attempt, reply);
      return;
    }
    Aside aside = betas.of(attempt.aside());
    if (samples(attempt)) {
      inner.perform(
          aside.equals(attempt.aside()) ? attempt : attempt.with(attempt.body(), aside), reply);
      return;
    }
    Dropped dropped = new Dropped(aside.strict());
    ByteWork.run(
        vertx,
        attempt.body().length(),
        () -> MessagesSampling.strip(attempt.body(), dropped),
        (body, cause) -> {
          if (body == null) {
            reply.accept(
                new Reply.Failed(
                    FailureException.of(
                        cause, "The request could not be made fit for its provider.")));
          } else {
            inner.perform(attempt.with(body, aside), came -> reply.accept(told(came, dropped)));
          }
        });
  }

  private static Reply told(Reply came, Dropped dropped) {
    String lost = dropped.header();
    if (!lost.isEmpty() && came instanceof Reply.Answered answered) {
      answered.headers().set(Dropped.HEADER, lost);
    }
    return came;
  }

  /** Whether the target lets a client say how tokens are drawn. */
  private boolean samples(Attempt attempt) {
    if (config.version().equals(AnthropicConfig.VERSION_2026)) {
      return false;
    }
    Boolean known = sampled.get(attempt.upstreamModel());
    if (known == null) {
      known =
          MessagesTraits.of(attempt.upstreamModel(), 0).sampling() != MessagesTraits.Drawing.NONE;
      if (sampled.size() < KEPT) {
        sampled.put(attempt.upstreamModel(), known);
      }
    }
    return known;
  }

  @Override
  public Adapter inner() {
    return inner;
  }
}
