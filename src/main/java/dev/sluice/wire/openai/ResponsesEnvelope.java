package dev.sluice.wire.openai;

import io.vertx.core.buffer.Buffer;

/** What is decided on of a request in the Responses dialect. */
public final class ResponsesEnvelope {
  private ResponsesEnvelope() {}

  /**
   * Reads the envelope and validates the whole body, as {@link ChatEnvelope#scan} does: {@code
   * input} takes the place of the messages, {@code max_output_tokens} that of the bound. A stream
   * always tells its usage, so the envelope says that it is asked for.
   */
  public static ChatEnvelope scan(Buffer body) {
    ChatEnvelope read = EnvelopeScan.of(body, Subject.ITEMS);
    return new ChatEnvelope(
        read.model(),
        read.modelFrom(),
        read.modelTo(),
        read.stream(),
        true,
        -1,
        -1,
        read.maxTokens(),
        1,
        read.tools(),
        read.user(),
        read.profile());
  }
}
