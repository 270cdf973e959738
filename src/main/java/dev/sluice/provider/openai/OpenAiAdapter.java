package dev.sluice.provider.openai;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.OpenAiConfig;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import java.util.function.Consumer;

/**
 * A provider of OpenAI's API behind clients of any dialect. Chats in a dialect that it speaks, and
 * all that is no chat, are passed on untouched; other chats are translated before.
 */
public final class OpenAiAdapter implements Layer {
  private final OpenAiConfig.Api api;
  private final Adapter connection;
  private final Adapter translating;

  /**
   * An adapter of a lane.
   *
   * @param connection where the provider is reached
   * @param translating what translates before it uses the connection, which it closes
   */
  public OpenAiAdapter(OpenAiConfig.Api api, Adapter connection, Adapter translating) {
    this.api = api;
    this.connection = connection;
    this.translating = translating;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    boolean known =
        attempt.endpoint() == Endpoint.CHAT
            ? api.speaks(attempt.spoken())
            : attempt.spoken() == Dialect.OPENAI_CHAT;
    (known ? connection : translating).perform(attempt, reply);
  }

  @Override
  public Adapter inner() {
    return translating;
  }
}
