package dev.sluice.wire.gemini;

import dev.sluice.model.Failure;
import dev.sluice.model.FailureException;
import dev.sluice.wire.Bytes;
import dev.sluice.wire.canonical.CanonicalAnswer;
import dev.sluice.wire.canonical.Choice;
import dev.sluice.wire.canonical.Citation;
import dev.sluice.wire.canonical.Finish;
import dev.sluice.wire.canonical.Part;
import dev.sluice.wire.canonical.Signatures;
import dev.sluice.wire.canonical.Source;
import dev.sluice.wire.json.Json;
import dev.sluice.wire.json.MalformedJson;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a whole answer into canonical form. */
public final class GenerateAnswerReader {
  private final GenerateChunk chunk = new GenerateChunk();
  private final Map<String, String> names;

  private GenerateAnswerReader(Map<String, String> names) {
    this.names = names;
  }

  /**
   * The answer that a body of status 200 holds. Throws {@link FailureException} with a {@link
   * Failure.Garbled} when it holds none, or with what an error within it stands for.
   *
   * @param names the client's names of functions by those that were sent instead
   */
  public static CanonicalAnswer read(Buffer body, Map<String, String> names) {
    Bytes bytes = Bytes.of(body);
    try {
      return new GenerateAnswerReader(names).read(bytes);
    } catch (MalformedJson e) {
      throw new FailureException(new Failure.Garbled("The provider's answer is not JSON."));
    }
  }

  private CanonicalAnswer read(Bytes bytes) {
    chunk.read(bytes.array(), bytes.from(), bytes.to());
    if (chunk.failed()) {
      throw new FailureException(GeminiFailure.within(bytes.array(), bytes.from(), bytes.to()));
    }
    List<Choice> choices = new ArrayList<>();
    for (GenerateChunk.Candidate candidate : chunk.candidates()) {
      choices.add(choice(candidate));
    }
    if (choices.isEmpty()) {
      choices.add(blocked());
    }
    return new CanonicalAnswer(
        chunk.id(),
        chunk.model(),
        0,
        choices,
        chunk.usage().told() ? chunk.usage().usage() : null,
        null);
  }

  private Choice blocked() {
    if (chunk.blocked() == null) {
      throw new FailureException(
          new Failure.Garbled("The provider's answer is odd: `candidates` must be given."));
    }
    return new Choice(0, refusal(chunk.blockedMessage()), Finish.REFUSAL, null, null);
  }

  private static List<Part> refusal(@Nullable String message) {
    return message == null || message.isEmpty() ? List.of() : List.of(new Part.Refusal(message));
  }

  private Choice choice(GenerateChunk.Candidate candidate) {
    List<Part> parts = new ArrayList<>();
    int calls = 0;
    for (Piece piece : candidate.pieces()) {
      switch (piece) {
        case Piece.Thought thought -> thought(thought, parts);
        case Piece.Said said -> said(said, parts);
        case Piece.Call call -> parts.add(call(call, candidate.index(), calls++));
        case Piece.Made made -> made(made, parts);
      }
    }
    cite(candidate.citations(), parts);
    String word = candidate.finish();
    Finish finish = GeminiWords.finish(word == null ? "STOP" : word, calls > 0);
    boolean silent = parts.stream().noneMatch(Part.Text.class::isInstance);
    if (finish == Finish.REFUSAL && silent) {
      parts.addAll(refusal(candidate.message()));
    }
    Json logprobs = candidate.logprobs();
    return new Choice(
        candidate.index(),
        parts,
        finish,
        null,
        logprobs == null ? null : GeminiLogprobs.canonical(logprobs));
  }

  /** A thought that goes on with the one before it is one with that. */
  private static void thought(Piece.Thought piece, List<Part> parts) {
    String text = piece.text();
    if (last(parts) instanceof Part.Reasoning before && before.signature() == null) {
      parts.removeLast();
      text = before.text() + text;
    }
    parts.add(new Part.Reasoning(text, marked(piece.signature())));
  }

  private static void said(Piece.Said piece, List<Part> parts) {
    sign(piece.signature(), parts);
    if (piece.text().isEmpty()) {
      return;
    }
    if (last(parts) instanceof Part.Text before) {
      parts.removeLast();
      parts.add(new Part.Text(before.text() + piece.text()));
    } else {
      parts.add(new Part.Text(piece.text()));
    }
  }

  /** The signature belongs to the thought before it, which may not have been told. */
  private static void sign(@Nullable String own, List<Part> parts) {
    String signature = marked(own);
    if (signature == null) {
      return;
    }
    if (last(parts) instanceof Part.Reasoning before && before.signature() == null) {
      parts.removeLast();
      parts.add(new Part.Reasoning(before.text(), signature));
    } else {
      parts.add(new Part.Reasoning("", signature));
    }
  }

  private static @Nullable String marked(@Nullable String own) {
    return own == null || own.isEmpty() ? null : Signatures.gemini(own);
  }

  private static @Nullable Part last(List<Part> parts) {
    return parts.isEmpty() ? null : parts.getLast();
  }

  private Part.ToolCall call(Piece.Call piece, int choice, int place) {
    String arguments = "{}";
    if (piece.args() != null) {
      arguments = piece.args().text();
    } else if (!piece.partial().isEmpty()) {
      PartialArguments pieces = new PartialArguments();
      piece.partial().forEach(pieces::add);
      arguments = pieces.json();
    }
    String id = piece.id().isEmpty() ? CallIds.of(chunk.id(), choice, place, piece) : piece.id();
    String name = names.getOrDefault(piece.name(), piece.name());
    return new Part.ToolCall(id, name, arguments, null, piece.signature());
  }

  private static void made(Piece.Made piece, List<Part> parts) {
    sign(piece.signature(), parts);
    if (piece.mediaType().startsWith("image/")) {
      parts.add(new Part.Image(new Source.Inline(piece.mediaType(), piece.data()), null, null));
    } else if (piece.mediaType().startsWith("audio/")) {
      parts.add(new Part.Audio(new Source.Inline(piece.mediaType(), piece.data())));
    }
  }

  /** What is cited belongs to the last text. */
  private static void cite(List<Citation> citations, List<Part> parts) {
    for (int at = parts.size() - 1; at >= 0 && !citations.isEmpty(); at--) {
      if (parts.get(at) instanceof Part.Text text) {
        parts.set(at, new Part.Text(text.text(), citations, null));
        return;
      }
    }
  }
}
