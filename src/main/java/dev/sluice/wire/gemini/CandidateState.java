package dev.sluice.wire.gemini;

import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.canonical.StreamEvent;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One of the answers while it is streamed. */
final class CandidateState {
  private static final int MOST_CALLS = 128;

  private final int choice;
  private final Map<String, String> names;
  private int calls;
  private @Nullable OpenCall open;
  private boolean spoken;
  private boolean finished;

  CandidateState(int choice, Map<String, String> names) {
    this.choice = choice;
    this.names = names;
  }

  boolean finished() {
    return finished;
  }

  /**
   * Tells what the candidate says now.
   *
   * @param answer the provider's name of the answer, empty for none
   */
  void take(GenerateChunk.Candidate said, String answer, Consumer<StreamEvent> events) {
    if (finished) {
      return;
    }
    for (Piece piece : said.pieces()) {
      piece(piece, answer, events);
    }
    if (said.logprobs() != null) {
      events.accept(new StreamEvent.Logprobs(choice, GeminiLogprobs.canonical(said.logprobs())));
    }
    said.citations().forEach(one -> events.accept(new StreamEvent.Cited(choice, one)));
    String word = said.finish();
    if (word != null && GeminiWords.ends(word)) {
      finish(GeminiWords.finish(word, calls > 0), said.message(), events);
    }
  }

  /** Tells that the candidate has ended. */
  void finish(Finish finish, @Nullable String message, Consumer<StreamEvent> events) {
    close(events);
    finished = true;
    if (finish == Finish.REFUSAL && !spoken && message != null && !message.isEmpty()) {
      events.accept(new StreamEvent.RefusalDelta(choice, message));
    }
    events.accept(new StreamEvent.Finished(choice, finish, null));
  }

  private void piece(Piece piece, String answer, Consumer<StreamEvent> events) {
    switch (piece) {
      case Piece.Thought thought -> {
        close(events);
        if (!thought.text().isEmpty()) {
          events.accept(new StreamEvent.ReasoningDelta(choice, thought.text()));
        }
        signature(thought.signature(), events);
      }
      case Piece.Said said -> {
        if (!said.text().isEmpty() || said.signature() != null) {
          close(events);
        }
        signature(said.signature(), events);
        if (!said.text().isEmpty()) {
          spoken = true;
          events.accept(new StreamEvent.TextDelta(choice, said.text()));
        }
      }
      case Piece.Made made -> {
        close(events);
        signature(made.signature(), events);
        if (made.mediaType().startsWith("image/")) {
          Source source = new Source.Inline(made.mediaType(), made.data());
          events.accept(new StreamEvent.Pictured(choice, new Part.Image(source, null, null)));
        } else if (made.mediaType().startsWith("audio/")) {
          Source.Inline source = new Source.Inline(made.mediaType(), made.data());
          events.accept(new StreamEvent.Voiced(choice, new Part.Audio(source)));
        }
      }
      case Piece.Call call -> call(call, answer, events);
    }
  }

  private void signature(@Nullable String own, Consumer<StreamEvent> events) {
    if (own != null && !own.isEmpty()) {
      events.accept(new StreamEvent.Signature(choice, Signatures.gemini(own)));
    }
  }

  private void call(Piece.Call piece, String answer, Consumer<StreamEvent> events) {
    if (!piece.name().isEmpty()) {
      close(events);
      begin(piece, answer, events);
    }
    OpenCall at = open;
    if (at == null) {
      return;
    }
    at.add(piece);
    if (piece.args() != null) {
      open = null;
      end(at.call(), piece.args().text(), events);
    } else if (!piece.more()) {
      close(events);
    }
  }

  private void begin(Piece.Call piece, String answer, Consumer<StreamEvent> events) {
    if (calls == MOST_CALLS) {
      throw CallIds.tooMany();
    }
    String id = piece.id().isEmpty() ? CallIds.of(answer, choice, calls, piece) : piece.id();
    String name = names.getOrDefault(piece.name(), piece.name());
    open = new OpenCall(calls);
    events.accept(new StreamEvent.CallBegin(choice, calls, id, name, piece.signature()));
    calls++;
  }

  /** Ends the call whose pieces were coming. */
  private void close(Consumer<StreamEvent> events) {
    OpenCall at = open;
    if (at != null) {
      open = null;
      end(at.call(), at.arguments(), events);
    }
  }

  private void end(int call, String arguments, Consumer<StreamEvent> events) {
    events.accept(new StreamEvent.CallDelta(choice, call, arguments));
    events.accept(new StreamEvent.BlockEnd(choice));
  }
}
