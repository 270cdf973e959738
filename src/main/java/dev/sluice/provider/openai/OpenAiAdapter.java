package dev.sluice.provider.openai;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Api;
import dev.sluice.model.Dialect;
import dev.sluice.model.Endpoint;
import dev.sluice.provider.Adapter;
import dev.sluice.provider.Layer;
import java.util.function.Consumer;

/**
 * A provider of OpenAI's API behind clients of any dialect. Chats in a dialect that the target is
 * asked in pass as they are; others are translated before, into the one that it is asked in.
 */
public final class OpenAiAdapter implements Layer {
  private final Api usual;
  private final Adapter connection;
  private final Adapter chats;
  private final Adapter responses;

  /**
   * An adapter of a lane.
   *
   * @param usual how targets are asked for chats that do not say it themselves
   * @param connection where the provider is reached
   * @param chats translates into chat completions before it uses the connection, which it closes;
   *     takes all that is no chat as well
   * @param responses translates into responses before it uses the connection
   */
  public OpenAiAdapter(Api usual, Adapter connection, Adapter chats, Adapter responses) {
    this.usual = usual;
    this.connection = connection;
    this.chats = chats;
    this.responses = responses;
  }

  @Override
  public void perform(Attempt attempt, Consumer<Reply> reply) {
    Api own = attempt.target().api();
    Api api = own == null ? usual : own;
    boolean chat = attempt.endpoint() == Endpoint.CHAT;
    boolean known = chat ? api.speaks(attempt.spoken()) : attempt.spoken() == Dialect.OPENAI_CHAT;
    Adapter translating = chat && api == Api.RESPONSES ? responses : chats;
    (known ? connection : translating).perform(attempt, reply);
  }

  @Override
  public Adapter inner() {
    return chats;
  }
}
