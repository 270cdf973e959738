package dev.sluice.provider.translation;

import dev.sluice.bus.Attempt;
import dev.sluice.bus.Reply;
import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.model.Usage;
import dev.sluice.wire.canonical.Asked;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.CanonicalRequest;
import dev.sluice.wire.canonical.Carried;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.ClientDialect;
import dev.sluice.wire.canonical.Dropped;
import dev.sluice.wire.canonical.OneCall;
import dev.sluice.wire.canonical.ProviderDialect;
import dev.sluice.wire.canonical.Shown;
import dev.sluice.wire.canonical.StreamEvent;
import dev.sluice.wire.canonical.StreamReader;
import dev.sluice.wire.canonical.StreamTranslation;
import dev.sluice.wire.canonical.Upstream;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One attempt between a client of one dialect and a target of another. */
final class Translation {
  private final Attempt attempt;
  private final ClientDialect client;
  private final ProviderDialect provider;
  private final Bounds bounds;
  private final Dropped dropped;
  private @Nullable Asked asked;
  private @Nullable Carried carried;
  private int calls = 1;
  private boolean oneCall;

  Translation(Attempt attempt, ClientDialect client, ProviderDialect provider, Bounds bounds) {
    this.attempt = attempt;
    this.client = client;
    this.provider = provider;
    this.bounds = bounds;
    this.dropped = new Dropped(attempt.aside().strict());
  }

  /**
   * Reads the request, and writes it in the provider's dialect unless something has to be fetched
   * first. Throws {@link FailureException} when it cannot be carried.
   *
   * @return the addresses of what has to be fetched, none when the request is written
   */
  Set<String> prepare() {
    Asked heard = client.read(attempt.body(), shown(), dropped);
    asked = heard;
    Set<String> addresses =
        provider.bytesOnly() && bounds.media() != null && bounds.media().config().enabled()
            ? MediaAddresses.of(heard.request())
            : Set.of();
    if (addresses.isEmpty()) {
      write(heard.request());
    }
    return addresses;
  }

  /** Writes the request with what was fetched. Throws as {@link #prepare} does. */
  void complete(Map<String, Media> fetched) {
    CanonicalRequest request = Objects.requireNonNull(asked).request();
    write(MediaAddresses.filled(request, fetched, attempt.body()));
  }

  private void write(CanonicalRequest request) {
    Upstream upstream =
        new Upstream(attempt.upstreamModel(), attempt.target().traits().capabilities());
    carried = provider.write(single(request), upstream, dropped);
    oneCall = Boolean.FALSE.equals(request.tools().parallel()) && !provider.callsAlone();
  }

  /** The request for one answer, where the provider gives one at a time. */
  private CanonicalRequest single(CanonicalRequest request) {
    if (request.choices() == 1 || provider.choices() || bounds.choices() == 1) {
      return request;
    }
    if (request.choices() > bounds.choices()) {
      throw Dropped.refusal(
          "n", "it gives one answer at a time, and " + bounds.choices() + " are asked for at most");
    }
    calls = request.choices();
    return request.withChoices(1);
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

  /** The request in the provider's dialect, after it was written. */
  Buffer body() {
    return carried().body();
  }

  /** How often it has to be sent. */
  int calls() {
    return calls;
  }

  /** The reply in the client's dialect. */
  Reply reply(Reply came) {
    return switch (came) {
      case Reply.Failed failed -> failed;
      case Reply.Answered answered ->
          Heads.translated(
              answered,
              dropped,
              provider.media(attempt.stream()),
              attempt.stream(),
              attempt.stream()
                  ? new StreamBody(answered.body(), stream())
                  : new WholeBody(answered.body(), bounds.answer(), body -> whole(List.of(body))));
    };
  }

  /**
   * The reply in the client's dialect that several make together.
   *
   * @param drop gives all of them up
   */
  Reply replies(List<Reply.Answered> came, Runnable drop) {
    List<ReadStream<Buffer>> bodies = came.stream().map(Reply.Answered::body).toList();
    ReadStream<Buffer> body;
    if (attempt.stream()) {
      Chorus chorus =
          new Chorus(bodies.size(), this::reader, Objects.requireNonNull(asked).stream());
      body = new ChorusBody(bodies, chorus, drop);
    } else {
      JoinedBodies joined = new JoinedBodies(bodies, bounds.answer(), drop);
      body = new WholeBody(joined, bounds.answer(), _ -> whole(joined.bodies()));
    }
    return Heads.translated(
        came.getFirst(), dropped, provider.media(attempt.stream()), attempt.stream(), body);
  }

  private Carried carried() {
    return Objects.requireNonNull(carried);
  }

  private StreamTranslation stream() {
    return new StreamTranslation(this::reader, Objects.requireNonNull(asked).stream());
  }

  /** Who reads the provider's stream. */
  private StreamReader reader(Consumer<StreamEvent> sink) {
    return carried().stream(bounds.frame(), oneCall ? OneCall.of(sink) : sink);
  }

  private CanonicalAnswer read(Buffer body) {
    CanonicalAnswer read = carried().answer(body);
    return oneCall ? OneCall.of(read) : read;
  }

  /** A failure within an answer is told by the body, as providers of the client's dialect do. */
  private Buffer whole(List<Buffer> bodies) {
    Asked heard = Objects.requireNonNull(asked);
    if (bodies.stream().anyMatch(body -> body.length() > bounds.answer())) {
      return heard.failure(
          new Failure.Garbled("The provider's answer is larger than limits.answer."));
    }
    try {
      return heard.answer(joined(bodies.stream().map(this::read).toList()));
    } catch (FailureException e) {
      return heard.failure(e.failure());
    }
  }

  private static CanonicalAnswer joined(List<CanonicalAnswer> answers) {
    CanonicalAnswer first = answers.getFirst();
    if (answers.size() == 1) {
      return first;
    }
    List<Choice> choices = new ArrayList<>();
    Usage used = null;
    for (CanonicalAnswer answer : answers) {
      Choice one = answer.choices().getFirst();
      choices.add(
          new Choice(
              choices.size(), one.parts(), one.finish(), one.stopSequence(), one.logprobs()));
      Usage more = answer.usage();
      used = more == null ? used : used == null ? more : used.plus(more);
    }
    return new CanonicalAnswer(
        first.id(), first.model(), first.created(), choices, used, first.tier());
  }
}
