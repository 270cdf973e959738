package dev.sluice.provider.anthropic;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.config.AnthropicConfig;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.anthropic.MessagesAnswerReader;
import dev.sluice.wire.anthropic.MessagesFrameReader;
import dev.sluice.wire.anthropic.MessagesRequestWriter;
import dev.sluice.wire.anthropic.MessagesRequestWriter.Written;
import dev.sluice.wire.anthropic.MessagesTraits;
import dev.sluice.wire.anthropic.WayBack;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.openai.codec.ChatAnswerWriter;
import dev.sluice.wire.openai.codec.ChatErrors;
import dev.sluice.wire.openai.codec.ChatRequestReader;
import dev.sluice.wire.openai.codec.ChatShown;
import dev.sluice.wire.openai.codec.ChatStreamWriter;
import io.vertx.core.buffer.Buffer;

/** One attempt between a client of OpenAI's chat dialect and a target of Anthropic's. */
final class Translation {
  private final Attempt attempt;
  private final String version;
  private final AnthropicAdapter.Bounds bounds;
  private final Dropped dropped = new Dropped(false);

  Translation(Attempt attempt, String version, AnthropicAdapter.Bounds bounds) {
    this.attempt = attempt;
    this.version = version;
    this.bounds = bounds;
  }

  /**
   * The request in the provider's dialect. Throws {@link FailureException} when it cannot be
   * carried.
   */
  Written request() {
    return MessagesRequestWriter.write(
        ChatRequestReader.read(attempt.body(), dropped),
        attempt.upstreamModel(),
        traits(),
        dropped);
  }

  private MessagesTraits traits() {
    int output = attempt.target().traits().capabilities().output();
    MessagesTraits known = MessagesTraits.of(attempt.upstreamModel(), output);
    return version.equals(AnthropicConfig.VERSION_2026)
        ? new MessagesTraits(
            known.maxTokens(),
            MessagesTraits.Drawing.NONE,
            known.schema(),
            known.thought(),
            known.prefill(),
            known.systemAnywhere())
        : known;
  }

  /** The reply in the client's dialect. */
  Reply reply(Reply came, WayBack back) {
    return switch (came) {
      case Reply.Failed failed -> failed;
      case Reply.Answered answered -> {
        String lost = dropped.header();
        if (!lost.isEmpty()) {
          answered.headers().set(Dropped.HEADER, lost);
        }
        yield new Reply.Answered(
            answered.status(),
            answered.headers(),
            attempt.stream()
                ? new StreamBody(answered.body(), stream(back))
                : new WholeBody(answered.body(), bounds.answer(), body -> whole(body, back)));
      }
    };
  }

  private StreamTranslation stream(WayBack back) {
    return new StreamTranslation(
        new MessagesFrameReader(back), bounds.frame(), new ChatStreamWriter(shown(), true));
  }

  /** A failure within an answer is told by the body, as providers of the client's dialect do. */
  private Buffer whole(Buffer body, WayBack back) {
    if (body.length() > bounds.answer()) {
      return ChatErrors.body(
          new Failure.Garbled("The provider's answer is larger than limits.answer."));
    }
    try {
      return ChatAnswerWriter.write(MessagesAnswerReader.read(body, back), shown());
    } catch (FailureException e) {
      return ChatErrors.body(e.failure());
    }
  }

  private ChatShown shown() {
    return new ChatShown(
        null, "chatcmpl-" + attempt.requestId(), System.currentTimeMillis() / 1000);
  }
}
