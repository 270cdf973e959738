package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.Upstream;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One attempt between a client of one dialect and a target of another. */
final class Translation {
  private static final String TYPE = "content-type";

  private final Attempt attempt;
  private final ClientDialect client;
  private final ProviderDialect provider;
  private final Bounds bounds;
  private final Dropped dropped;
  private @Nullable Asked asked;
  private @Nullable Carried carried;

  Translation(Attempt attempt, ClientDialect client, ProviderDialect provider, Bounds bounds) {
    this.attempt = attempt;
    this.client = client;
    this.provider = provider;
    this.bounds = bounds;
    this.dropped = new Dropped(attempt.aside().strict());
  }

  /**
   * The request in the provider's dialect. Throws {@link FailureException} when it cannot be
   * carried.
   */
  Buffer request() {
    Upstream upstream =
        new Upstream(attempt.upstreamModel(), attempt.target().traits().capabilities());
    Asked heard = client.read(attempt.body(), shown(), dropped);
    asked = heard;
    Carried written = provider.write(heard.request(), upstream, dropped);
    carried = written;
    return written.body();
  }

  private Shown shown() {
    return new Shown(
        attempt.model(),
        !attempt.model().equals(attempt.upstreamModel()),
        attempt.stream(),
        attempt.requestId(),
        System.currentTimeMillis() / 1000,
        attempt.promptTokens());
  }

  /** The reply in the client's dialect. */
  Reply reply(Reply came) {
    return switch (came) {
      case Reply.Failed failed -> failed;
      case Reply.Answered answered -> {
        MultiMap headers = answered.headers();
        String lost = dropped.header();
        if (!lost.isEmpty()) {
          headers.set(Dropped.HEADER, lost);
        }
        String type = headers.get(TYPE);
        if (type == null
            || type.toLowerCase(Locale.ROOT).startsWith(provider.media(attempt.stream()))) {
          headers.set(TYPE, attempt.stream() ? "text/event-stream" : "application/json");
        }
        Asked heard = Objects.requireNonNull(asked);
        Carried sent = Objects.requireNonNull(carried);
        yield new Reply.Answered(
            answered.status(),
            headers,
            attempt.stream()
                ? new StreamBody(answered.body(), stream(heard, sent))
                : new WholeBody(
                    answered.body(), bounds.answer(), body -> whole(body, heard, sent)));
      }
    };
  }

  private StreamTranslation stream(Asked heard, Carried sent) {
    return new StreamTranslation(sink -> sent.stream(bounds.frame(), sink), heard.stream());
  }

  /** A failure within an answer is told by the body, as providers of the client's dialect do. */
  private Buffer whole(Buffer body, Asked heard, Carried sent) {
    if (body.length() > bounds.answer()) {
      return heard.failure(
          new Failure.Garbled("The provider's answer is larger than limits.answer."));
    }
    try {
      return heard.answer(sent.answer(body));
    } catch (FailureException e) {
      return heard.failure(e.failure());
    }
  }
}
